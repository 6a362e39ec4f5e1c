/** Read-copy-update: readers that never wait, grace periods, and a list to be read under them. */
@NullMarked
package org.rmmodel.impl.rcu;

import org.jspecify.annotations.NullMarked;
