package org.rmmodel.checker.report.html;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.SessionNotCreatedException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * Chromium without a window, on one page of this machine. Where there is none, the tests are
 * skipped; with {@code -Drmmodel.browser=required} they fail then.
 */
public final class Browser implements AutoCloseable {
  private static final String PROPERTY = "rmmodel.browser";
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Starts Chromium, or ends the test if there is none. */
  public static Browser start() {
    Optional<Path> chromium = NAMES.stream().flatMap(name -> onPath(name).stream()).findFirst();
    Optional<Path> driver = onPath("chromedriver");
    if (chromium.isEmpty() || driver.isEmpty()) {
      throw none("no chromium and chromedriver on the PATH (Debian: chromium-driver)");
    }
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.orElseThrow().toString());
    options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(driver.orElseThrow().toFile())
            .usingAnyFreePort()
            .build();
    Browser browser = new Browser(started(service, options));
    browser.driver.manage().window().setSize(new Dimension(1400, 1000));
    browser.driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(2));
    return browser;
  }

  private static ChromeDriver started(ChromeDriverService service, ChromeOptions options) {
    try {
      return new ChromeDriver(service, options);
    } catch (SessionNotCreatedException e) {
      throw none("chromium does not start: " + e.getMessage().lines().findFirst().orElse(""));
    }
  }

  /** Ends the test: as failed where a browser is required, else as skipped. */
  private static RuntimeException none(String why) {
    String line = "the report was not looked at in a browser: " + why;
    return System.getProperty(PROPERTY, "").equals("required") ? fail(line) : abort(line);
  }

  public void open(URI page) {
    driver.get("about:blank");
    driver.get(page.toString());
  }

  private static Optional<Path> onPath(String name) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  public List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  public WebElement one(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  public Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  public long count(String selector) {
    Object count =
        run(
            "return [...document.querySelectorAll(arguments[0])].filter(e => e.checkVisibility())"
                + ".length",
            selector);
    return count instanceof Long number ? number : -1;
  }

  /** What has the focus gets the keys. */
  public void press(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  /** Lets the page be shown as on a screen, light or dark, or in print. */
  public void media(String media, String scheme) {
    var unused =
        driver.executeCdpCommand(
            "Emulation.setEmulatedMedia",
            Map.of(
                "media",
                media,
                "features",
                List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** Loads the page again with scripts, or without any. */
  void withScript(boolean on) {
    var unused =
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !on));
    driver.navigate().refresh();
  }

  /** What the page has complained of. */
  public List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::toString)
        .toList();
  }

  /** The rules of accessibility that the page breaks, each with some of the places. */
  public Object axe() {
    Object unused = driver.executeScript(axeItself());
    return driver.executeAsyncScript(
        "const done = arguments[0];"
            + "axe.run().then("
            + "  r => done(r.violations.map(v => v.id + ': ' + v.help + ': '"
            + "    + v.nodes.slice(0, 5).map(n => n.html.slice(0, 200)).join(' | '))),"
            + "  e => done(['axe failed: ' + e]));");
  }

  private static String axeItself() {
    try (InputStream in = Browser.class.getResourceAsStream("/axe.min.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void screenshot(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
  }

  @Override
  public void close() {
    driver.quit();
  }
}
