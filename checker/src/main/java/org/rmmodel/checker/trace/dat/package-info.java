/**
 * trace-cmd's binary file, trace.dat: {@link org.rmmodel.checker.trace.dat.TraceDat} gives its
 * events, {@code DatFile} reads what the file says of itself, {@code CpuRecords} and {@code Page}
 * the kernel's ring buffer, {@code EventFormat} and {@code PrintFormat} what a record says. A file
 * may be broken or mean harm: every length in it is checked, and memory is bounded.
 */
package org.rmmodel.checker.trace.dat;
