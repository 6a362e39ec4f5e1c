package org.rmmodel.impl.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Error numbers, as Linux has them. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ErrnoTest {
  @ParameterizedTest
  @CsvSource({"OK, 0", "EPERM, -1", "ENOENT, -2", "EINTR, -4", "EWOULDBLOCK, -11", "EBUSY, -16"})
  void a_call_returns_the_number_negated(Errno errno, int returned) {
    assertThat(errno.returned()).isEqualTo(returned);
  }
}
