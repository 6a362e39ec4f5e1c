/**
 * Is a kernel's log a behaviour of the specification? In the order in which a log goes through:
 *
 * <ol>
 *   <li>reading: {@link org.rmmodel.checker.trace.FtraceReader} makes lines of what {@link
 *       org.rmmodel.checker.trace.format} and {@link org.rmmodel.checker.trace.dat} read, {@code
 *       EventParser} their {@link org.rmmodel.checker.trace.TraceEvent}s; {@link
 *       org.rmmodel.checker.trace.CallSite} says which step a caller's name stands for;
 *   <li>attribution: {@code Attribution} finds the {@code Call} in which each event lies, with
 *       {@code CountCalls} for gets and puts and {@code Unloads} for delete_module; {@code
 *       LogOrder} knows what is certain about the order, {@code Links} which module uses which,
 *       {@code Lives} when a module was loaded and freed;
 *   <li>the script: {@code ScriptBuilder} writes the calls of one module down as a {@link
 *       org.rmmodel.checker.trace.ModuleScript}, {@code ProtocolTasks} gives them to as few tasks
 *       as will do;
 *   <li>the search: {@code TraceWorker} in a JVM of its own, {@code TraceSearch} goes through the
 *       lines, {@code Reduction} says which silent steps are tried, {@code Steps} has TLC evaluate
 *       them, {@code Rejection} says why no behaviour explains a line;
 *   <li>the report: {@link org.rmmodel.checker.trace.TraceReport}.
 * </ol>
 *
 * <p>The way in is {@link org.rmmodel.checker.trace.LogChecker}.
 */
package org.rmmodel.checker.trace;
