package io.runtruth.smoke;

import com.vaadin.testbench.TestBench;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.TakesScreenshot;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.chromium.HasCdp;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/// One headless Chromium, and the little that all pages need. The system property `runtruth.browser` says what
/// drives it: `selenium`, or `testbench`, which checks a licence when it starts.
public final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// Selenium's own looks come half a second apart: longer than what most of them wait for.
    private static final Duration LOOKS = Duration.ofMillis(40);

    private final WebDriver driver;
    private final String address;

    private Browser(WebDriver driver, String address) {
        this.driver = driver;
        this.address = address;
    }

    /// @param address of the console, with a slash at its end
    public static Browser open(String address) {
        System.setProperty("webdriver.chrome.silentOutput", "true");
        var chrome = new ChromeDriver(service(), options());
        WebDriver driver =
                "testbench".equals(System.getProperty("runtruth.browser")) ? TestBench.createDriver(chrome) : chrome;
        driver.manage().window().setSize(new Dimension(1400, 900));
        return new Browser(driver, address);
    }

    private static ChromeDriverService service() {
        var builder = new ChromeDriverService.Builder();
        var installed = Path.of("/usr/bin/chromedriver");
        if (Files.isExecutable(installed)) {
            builder.usingDriverExecutable(installed.toFile());
        }
        return builder.build();
    }

    private static ChromeOptions options() {
        var options = new ChromeOptions();
        var installed = Path.of("/usr/bin/chromium");
        if (Files.isExecutable(installed)) {
            options.setBinary(installed.toFile());
        }
        var log = new LoggingPreferences();
        log.enable(LogType.BROWSER, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, log);
        return options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--lang=en");
    }

    public Browser go(String path) {
        driver.get(address + path);
        return this;
    }

    public WebElement find(String selector) {
        return until(it -> {
            var found = it.findElements(By.cssSelector(selector));
            return found.stream().filter(WebElement::isDisplayed).findFirst().orElse(null);
        });
    }

    public List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /// Waits for what the function finds: not null, and not false.
    public <T> T until(Function<WebDriver, T> condition) {
        return new WebDriverWait(driver, PATIENCE, LOOKS)
                .ignoring(org.openqa.selenium.StaleElementReferenceException.class)
                .until(condition::apply);
    }

    /// As a person does: once the page has settled, so that what is clicked is not replaced at that moment.
    public void click(String selector) {
        until(_ -> (Boolean) script("""
                return document.readyState === 'complete'
                    && Object.values(window.Vaadin?.Flow?.clients ?? {}).every(it => !it.isActive || !it.isActive());
                """));
        until(_ -> {
            try {
                find(selector).click();
                return true;
            } catch (org.openqa.selenium.ElementNotInteractableException _) {
                return false;
            }
        });
    }

    /// The id of what has the focus; empty where it has none.
    public String focused() {
        return (String) script("return document.activeElement?.id ?? ''");
    }

    /// As a person does who uses no pointer.
    public void press(Keys... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    public Object script(String code, Object... arguments) {
        return ((JavascriptExecutor) driver).executeScript(code, arguments);
    }

    /// What the browser had to say about the pages since this was asked last: errors, and what a policy forbade.
    public List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue()
                        || entry.getMessage().contains("Content Security Policy"))
                .map(entry -> entry.getLevel() + " " + entry.getMessage())
                .toList();
    }

    public String path() {
        return driver.getCurrentUrl().substring(address.length());
    }

    public WebDriver driver() {
        return driver;
    }

    public void size(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
    }

    /// As narrow as a phone, which no window is.
    public void phone() {
        screen(390);
    }

    /// @param width of what is seen of the page
    public void screen(int width) {
        ((HasCdp) driver)
                .executeCdpCommand(
                        "Emulation.setDeviceMetricsOverride",
                        Map.of("width", width, "height", 844, "deviceScaleFactor", 1, "mobile", false));
    }

    /// @param scheme `light` or `dark`, as a person's system would say
    public void scheme(String scheme) {
        ((HasCdp) driver)
                .executeCdpCommand(
                        "Emulation.setEmulatedMedia",
                        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    public void screenshot(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, ((TakesScreenshot) driver).getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
