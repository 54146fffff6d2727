from selenium import webdriver
from selenium.webdriver import ChromeOptions

options = webdriver.ChromeOptions()
# ruleid: browser-without-sandbox
options.add_argument("--no-sandbox")
# ruleid: browser-without-sandbox
ChromeOptions().add_argument("--disable-web-security")


def crawl(playwright, parser):
    # ruleid: browser-without-sandbox
    browser = playwright.chromium.launch(args=["--no-sandbox"])
    # ok: browser-without-sandbox
    other = playwright.chromium.launch()
    # ok: browser-without-sandbox
    options.add_argument("--headless")
    # ok: browser-without-sandbox
    parser.add_argument("--sandbox")
    return browser, other
