/**
 * Which form the modelled functions have in a Linux source tree, and so which changes the tree has.
 * Only fingerprints of forms are kept, never code.
 */
package org.rmmodel.checker.source;
