package org.rmmodel.checker.source;

import java.util.Optional;

/**
 * A modelled function as it was found in a tree.
 *
 * @param function the function
 * @param file the file that defines it; empty if none does
 * @param definition its definition there
 * @param form its form
 */
public record Reading(
    ModelledFunction function, Optional<String> file, Optional<Definition> definition, Form form) {}
