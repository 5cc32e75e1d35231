package dev.seawall.deploy.ec2;

import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** What EC2's error codes mean for the caller; no other file names one. Stateless. */
final class AwsErrors {
    private static final Set<String> NO_CAPACITY = Set.of(
            "InsufficientInstanceCapacity",
            "InsufficientHostCapacity",
            "UnfulfillableCapacity",
            "MaxSpotInstanceCountExceeded",
            "Unsupported");
    private static final Set<String> EXISTS_ALREADY = Set.of(
            "InvalidGroup.Duplicate",
            "InvalidPermission.Duplicate",
            "RouteAlreadyExists",
            "Resource.AlreadyAssociated",
            "InvalidSubnet.Conflict");
    private static final Set<String> DENIED =
            Set.of("UnauthorizedOperation", "AuthFailure", "InvalidClientTokenId", "AccessDenied", "OptInRequired");
    private static final Set<String> QUOTA = Set.of(
            "AddressLimitExceeded",
            "VcpuLimitExceeded",
            "InstanceLimitExceeded",
            "VpcLimitExceeded",
            "VolumeLimitExceeded",
            "InternetGatewayLimitExceeded");
    private static final Set<String> NOT_YET =
            Set.of("IncorrectState", "IncorrectInstanceState", "InvalidInstanceID", "IncorrectModificationState");

    private AwsErrors() {}

    static String code(Throwable failure) {
        return failure instanceof AwsServiceException service
                        && service.awsErrorDetails() != null
                        && service.awsErrorDetails().errorCode() != null
                ? service.awsErrorDetails().errorCode()
                : "";
    }

    /** The resource isn't there, or isn't known everywhere yet. */
    static boolean isNotFound(Throwable failure) {
        String code = code(failure);
        return code.endsWith(".NotFound") || code.equals("NoSuchBucket") || code.equals("Gateway.NotAttached");
    }

    /** Nothing happened; the same is asked again later. The SDK has tried before this is seen. */
    static boolean isThrottled(Throwable failure) {
        return failure instanceof AwsServiceException service && service.isThrottlingException();
    }

    /** What was to be made exists: look it up. */
    static boolean existsAlready(Throwable failure) {
        return EXISTS_ALREADY.contains(code(failure));
    }

    /** No room now for this type in this zone: try the next. */
    static boolean isNoCapacity(Throwable failure) {
        return NO_CAPACITY.contains(code(failure));
    }

    /** Something still refers to what was to be deleted, or still uses it. */
    static boolean isDependency(Throwable failure) {
        String code = code(failure);
        return code.equals("DependencyViolation") || code.equals("VolumeInUse") || code.equals("InvalidGroup.InUse");
    }

    /** The address is another interface's: that of an instance which is about to go, perhaps. */
    static boolean isAddressInUse(Throwable failure) {
        return code(failure).equals("InvalidIPAddress.InUse");
    }

    /** The resource is between two states, neither of which lets this be done. */
    static boolean isNotYet(Throwable failure) {
        return NOT_YET.contains(code(failure));
    }

    /** An earlier call with this token launched something, with other parameters. */
    static boolean isTokenMismatch(Throwable failure) {
        return code(failure).equals("IdempotentParameterMismatch");
    }

    /** What an earlier call with this token launched is terminated. */
    static boolean isTokenOfTerminated(Throwable failure) {
        return code(failure).equals("IdempotentInstanceTerminated");
    }

    /** A person must change permissions or credentials. */
    static boolean isDenied(Throwable failure) {
        return DENIED.contains(code(failure));
    }

    /** The answer to a dry run of what is allowed. */
    static boolean wouldHaveSucceeded(Throwable failure) {
        return code(failure).equals("DryRunOperation");
    }

    static boolean isQuota(Throwable failure) {
        return QUOTA.contains(code(failure));
    }

    /** Whether the call may have been carried out although no answer came. */
    static boolean mayHaveHappened(Throwable failure) {
        if (isThrottled(failure) || isNoCapacity(failure)) {
            return false;
        }
        return failure instanceof SdkClientException
                || (failure instanceof AwsServiceException service && service.statusCode() >= 500);
    }

    /** A sentence: what was asked, what was answered, what to do. */
    static CloudFailure failure(String asked, SdkException failure) {
        String code = code(failure);
        String answer = failure instanceof AwsServiceException service && service.awsErrorDetails() != null
                ? code + ": " + service.awsErrorDetails().errorMessage()
                : String.valueOf(failure.getMessage());
        String next = "";
        if (isDenied(failure)) {
            next = "\nThe credentials in use lack a permission or are not valid here";
        } else if (isQuota(failure)) {
            next = "\nThe account's quota is used up: free something, or ask AWS for more (Service Quotas)";
        } else if (failure instanceof SdkClientException) {
            next = "\nNo answer came: see --endpoint-url, --region, --profile and the network; what was asked may have"
                    + " happened, and the same command again finds out";
        }
        return new CloudFailure("failed to " + asked + ": " + answer + next, failure);
    }
}
