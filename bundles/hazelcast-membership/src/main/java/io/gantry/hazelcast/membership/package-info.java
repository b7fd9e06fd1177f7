/**
 * The control plane of a cluster on Hazelcast: who is there, the register of owners, its cache, and the locks of migrations. Only bytes
 * and primitives cross Hazelcast. Nothing here is called by a matching thread.
 */
package io.gantry.hazelcast.membership;
