package tlc2.overrides;

import org.rmmodel.checker.trace.TraceOperators;

/**
 * Where TLC looks for operators that Java defines: it must have this name and lie in this package.
 */
public final class TLCOverrides implements ITLCOverrides {
  /** For TLC, which makes one by reflection. */
  public TLCOverrides() {}

  @Override
  @SuppressWarnings("rawtypes")
  public Class[] get() {
    return new Class[] {TraceOperators.class};
  }
}
