package org.rmmodel.benchmarks.report;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleFunction;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.rmmodel.benchmarks.readers.Operation;
import org.rmmodel.benchmarks.readers.Series;
import org.rmmodel.benchmarks.readers.Unloading;

/**
 * The readers' stalls as a plot: for each operation, from half of the calls to one in ten million,
 * how long a call took; both kernels, beside unloads and beside the two controls.
 */
public final class Plot {
  private static final int WIDTH = 560;
  private static final int HEIGHT = 460;

  /** Both axes are of powers of ten; this one's are of nanoseconds. */
  private static final double LOWEST = 1;

  private static final double HIGHEST = 9;

  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

  /** With the size that the library takes for granted. */
  private static final String FONT_FAMILY = "font-family:sans-serif;font-size:12px;";

  private final Results results;

  /**
   * Plots results.
   *
   * @param results the results
   */
  public Plot(Results results) {
    this.results = results;
  }

  /**
   * Writes the plot.
   *
   * @param file an SVG file, which is replaced
   * @throws IOException if it cannot be written
   */
  public void write(Path file) throws IOException {
    VectorGraphics2D graphics = new VectorGraphics2D();
    for (Operation operation : Operation.values()) {
      chart(operation).draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
      graphics.translate(WIDTH, 0);
    }
    ByteArrayOutputStream svg = new ByteArrayOutputStream();
    PageSize size = new PageSize(0, 0, (double) WIDTH * Operation.values().length, HEIGHT);
    new SVGProcessor().getDocument(graphics.getCommands(), size).writeTo(svg);
    Files.writeString(file, described(svg.toString(StandardCharsets.UTF_8)));
  }

  /**
   * Says in the file, for those who cannot see it and for tests, what is plotted; and asks for no
   * font that this machine happens to have.
   */
  private String described(String plotted) {
    String svg = plotted.replaceAll("font-family:(&quot;)?[^;&]*(&quot;)?;", FONT_FAMILY);
    int at = svg.indexOf('>', svg.indexOf("<svg")) + 1;
    return svg.substring(0, at) + "\n  " + description() + svg.substring(at).stripTrailing() + "\n";
  }

  /**
   * Gives the description that the file begins with.
   *
   * @return an element of SVG: the date and every point
   */
  public String description() {
    StringBuilder text = new StringBuilder("<desc>Measured on " + results.run().date());
    for (Reading reading : results.readings()) {
      text.append(
          "; %s, %s, %s: %s"
              .formatted(
                  reading.operation().text(),
                  reading.series().text(),
                  reading.unloading().text(),
                  reading.curve()));
    }
    return text.append("</desc>").toString();
  }

  private JFreeChart chart(Operation operation) {
    XYSeriesCollection lines = new XYSeriesCollection();
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
    renderer.setDrawSeriesLineAsPath(true);
    for (Series series : Series.values()) {
      for (Unloading unloading : Unloading.values()) {
        int line = lines.getSeriesCount();
        lines.addSeries(line(series, operation, unloading));
        renderer.setSeriesPaint(line, new Color(series == Series.BEFORE ? 0xC0392B : 0x1F618D));
        renderer.setSeriesStroke(line, stroke(unloading));
        renderer.setLegendLine(new Line2D.Double(-22, 0, 22, 0));
      }
    }
    XYPlot plot =
        new XYPlot(
            lines,
            axis("of so many calls, one took longer", 0, Reading.DECADES, Plot::oneIn),
            axis("time of a call", LOWEST, HIGHEST, Plot::time),
            renderer);
    plot.setBackgroundPaint(Color.WHITE);
    plot.setDomainGridlinePaint(Color.LIGHT_GRAY);
    plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
    JFreeChart chart = new JFreeChart(operation.text(), FONT.deriveFont(Font.BOLD, 14), plot, true);
    chart.setBackgroundPaint(Color.WHITE);
    chart.getLegend().setItemFont(FONT);
    chart.setPadding(new RectangleInsets(6, 4, 4, 18));
    return chart;
  }

  private static NumberAxis axis(
      String label, double low, double high, DoubleFunction<String> name) {
    NumberAxis axis = new NumberAxis(label);
    axis.setRange(low, high);
    axis.setTickUnit(new PowerUnit(name));
    axis.setLabelFont(FONT);
    axis.setTickLabelFont(FONT);
    return axis;
  }

  /** A tick for each power of ten. */
  private static final class PowerUnit extends NumberTickUnit {
    private static final long serialVersionUID = 1;
    private final transient DoubleFunction<String> name;

    PowerUnit(DoubleFunction<String> name) {
      super(1);
      this.name = name;
    }

    @Override
    public String valueToString(double value) {
      return name.apply(value);
    }
  }

  private XYSeries line(Series series, Operation operation, Unloading unloading) {
    XYSeries line = new XYSeries(series.text() + ", beside " + unloading.text());
    List<Long> curve =
        results.reading(series, operation, unloading).map(Reading::curve).orElse(List.of());
    for (int k = 0; k < curve.size(); k++) {
      if (curve.get(k) > 0) {
        line.add((double) k / Reading.POINTS_PER_DECADE, Math.log10(curve.get(k)));
      }
    }
    return line;
  }

  private static BasicStroke stroke(Unloading unloading) {
    float[] dashes =
        switch (unloading) {
          case NONE -> new float[] {2, 4};
          case ELSEWHERE -> new float[] {9, 5};
          case HERE -> new float[] {1};
        };
    return unloading == Unloading.HERE
        ? new BasicStroke(2.5f)
        : new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dashes, 0);
  }

  /** Names a place on the axis of shares: one in ten to this power. */
  private static String oneIn(double power) {
    int digits = (int) Math.round(power);
    return "1" + "0".repeat(digits % 3) + List.of("", "k", "M").get(digits / 3);
  }

  /** Names a place on the axis of times: ten to this power, in nanoseconds. */
  private static String time(double power) {
    int digits = (int) Math.round(power);
    return "1" + "0".repeat(digits % 3) + " " + List.of("ns", "µs", "ms", "s").get(digits / 3);
  }
}
