package dev.seawall.deploy.lab.wire;

/** A refusal as AWS puts it on the wire: HTTP status, code, message. Immutable. */
public final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    public ApiError(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** The caller's mistake: HTTP 400, as nearly all of EC2's errors. */
    public ApiError(String code, String message) {
        this(400, code, message);
    }

    public static ApiError invalidValue(String message) {
        return new ApiError("InvalidParameterValue", message);
    }

    public static ApiError invalidCombination(String message) {
        return new ApiError("InvalidParameterCombination", message);
    }

    public static ApiError missing(String parameter) {
        return new ApiError("MissingParameter", "The request must contain the parameter " + parameter);
    }

    public static ApiError dependency(String message) {
        return new ApiError("DependencyViolation", message);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String message() {
        return String.valueOf(getMessage());
    }
}
