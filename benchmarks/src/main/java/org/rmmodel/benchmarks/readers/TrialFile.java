package org.rmmodel.benchmarks.readers;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * A trial as a file: JSON, with the histograms in HdrHistogram's compressed form.
 *
 * @param nanos how long was measured, in nanoseconds
 * @param operations how many operations the readers have completed
 * @param gaps the histogram of {@link Trial#gaps}, in base64
 * @param unloads the histogram of {@link Trial#unloads}, in base64
 */
record TrialFile(long nanos, long operations, String gaps, String unloads) {

  static void write(Trial trial, Path file) throws IOException {
    TrialFile content =
        new TrialFile(
            trial.nanos(),
            trial.gaps().getTotalCount(),
            encoded(trial.gaps()),
            encoded(trial.unloads()));
    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), content);
  }

  static Trial read(Path file) throws IOException {
    TrialFile content = new ObjectMapper().readValue(file.toFile(), TrialFile.class);
    return new Trial(content.nanos, decoded(content.gaps), decoded(content.unloads));
  }

  private static String encoded(Histogram histogram) {
    ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(buffer);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
  }

  private static Histogram decoded(String text) throws IOException {
    try {
      ByteBuffer buffer = ByteBuffer.wrap(Base64.getDecoder().decode(text));
      return Histogram.decodeFromCompressedByteBuffer(buffer, 0);
    } catch (DataFormatException | IllegalArgumentException e) {
      throw new IOException("not a histogram", e);
    }
  }
}
