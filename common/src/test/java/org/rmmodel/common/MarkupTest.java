package org.rmmodel.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MarkupTest {
  @Test
  void every_character_is_well_formed_between_tags_and_in_attributes()
      throws ParserConfigurationException, IOException, SAXException {
    StringBuilder all = new StringBuilder();
    for (int c = 0; c <= 0x10FFFF; c += c < 0x3000 || (c > 0xD700 && c < 0x10010) ? 1 : 257) {
      all.appendCodePoint(c);
    }
    String escaped = Markup.escaped(all.toString());
    Element element =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(
                new InputSource(
                    new StringReader(
                        "<a b='" + escaped + "' c=\"" + escaped + "\">" + escaped + "</a>")))
            .getDocumentElement();
    assertThat(element.getChildNodes().getLength()).isOne();
    assertThat(element.getAttributes().getLength()).isEqualTo(2);
    assertThat(element.getTextContent())
        .contains("<", "&", "'", "\"")
        .doesNotContain("\u009b", "\u202e");
  }

  @Test
  void what_is_harmless_stays() {
    assertThat(Markup.escaped("a\tb\nsüß 😀")).isEqualTo("a\tb\nsüß 😀");
  }
}
