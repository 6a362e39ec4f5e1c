package org.rmmodel.checker.catalogue;

import java.util.List;
import java.util.Optional;

/**
 * A flaw of some kernel.
 *
 * @param id its number, for example {@code F7}
 * @param title the flaw in a few words
 * @param shortTitle the same for a table's legend
 * @param what what is wrong
 * @param who who is hurt
 * @param how the interleaving in words
 * @param fix what mends it, or that nothing does
 * @param source where that is known from
 * @param evidence how: {@code read}, {@code listed}, {@code derived}, {@code herd7}, {@code memory}
 * @param models where it is found, if it is not outside
 * @param fixed models that have the fix and hold
 * @param outside why no model can show it, if none can
 */
public record Flaw(
    String id,
    String title,
    String shortTitle,
    String what,
    String who,
    String how,
    String fix,
    String source,
    List<String> evidence,
    List<Sighting> models,
    List<String> fixed,
    Optional<Outside> outside) {}
