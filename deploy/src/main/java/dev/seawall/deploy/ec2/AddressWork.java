package dev.seawall.deploy.ec2;

import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.DomainType;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** Gets public addresses and puts each on its front door. Thread-safe, as the site is. */
record AddressWork(Site site) {
    String allocate(String name) {
        return site.createOnce(name, () -> LookUp.address(site, name), () -> site.once()
                .allocateAddress(
                        r -> r.domain(DomainType.VPC).tagSpecifications(site.tags(ResourceType.ELASTIC_IP, name)))
                .allocationId());
    }

    /** Moves the address to the slot's instance, wherever it is. */
    String associate(String name, String slot) {
        String allocation = site.id(name);
        String instance = site.id(slot);
        site.waiting()
                .retrying(
                        site.target().timing().visible(),
                        e -> AwsErrors.isNotFound(e) || AwsErrors.isNotYet(e),
                        () -> site.ec2().associateAddress(r -> r.allocationId(allocation)
                                .instanceId(instance)
                                .allowReassociation(true)));
        Address address = site.waiting()
                .until(
                        allocation + " to be on " + instance,
                        site.target().timing().state(),
                        () -> describe(allocation),
                        a -> instance.equals(a.instanceId()));
        return "put " + address.publicIp() + " on " + instance;
    }

    private Address describe(String allocation) {
        return site.waiting()
                .visible(() -> site.ec2().describeAddresses(r -> r.allocationIds(allocation)))
                .addresses()
                .getFirst();
    }

    /** Takes the address off whatever has it and gives it back; an address that is gone is as good. */
    String release(String allocation) {
        try {
            List<Address> found = site.ec2()
                    .describeAddresses(r -> r.allocationIds(allocation))
                    .addresses();
            for (Address address : found) {
                if (address.associationId() != null) {
                    site.ec2().disassociateAddress(r -> r.associationId(address.associationId()));
                }
            }
            site.waiting().retrying(site.target().timing().dependency(), AwsErrors::isAddressInUse, () -> site.ec2()
                    .releaseAddress(r -> r.allocationId(allocation)));
        } catch (SdkException e) {
            if (!AwsErrors.isNotFound(e)) {
                throw AwsErrors.failure("release the address " + allocation, e);
            }
        }
        return "released " + allocation;
    }
}
