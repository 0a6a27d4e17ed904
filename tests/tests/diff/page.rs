//! The HTML page in a browser: the filters show the findings that they select, and no others.
//!
//! Skipped where Chromium is not installed.

use std::path::{Path, PathBuf};
use std::process::Command;

use codegen_diff::render::{Format, Options};
use codegen_diff::rule::{Severity, Verdict};
use codegen_diff::{Finding, Report};
use serde::Deserialize;

use crate::diff::reports::{self, TODAY};

/// The names under which browsers are installed.
const BROWSERS: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/// A script that sets every combination of filters, as a reader does, and lists which findings have a box on the screen.
const PROBE: &str = r#"<script>
const values = (name) => [...form.elements[name].options].map((option) => option.value);
const shown = () => articles.flatMap((article, index) => (article.getClientRects().length > 0 ? [index] : []));
const all = [{ service: "", axis: "", rule: "", shown: shown(), count: "" }];
for (const service of values("service")) for (const axis of values("axis")) for (const rule of values("rule")) {
  for (const [name, value] of Object.entries({ service, axis, rule })) {
    form.elements[name].value = value;
    form.elements[name].dispatchEvent(new Event("change", { bubbles: true }));
  }
  all.push({ service, axis, rule, shown: shown(), count: form.querySelector("output").textContent });
}
const results = Object.assign(document.createElement("pre"), { id: "results", textContent: JSON.stringify(all) });
document.body.replaceChildren(results);
</script>"#;

/// What the page showed.
#[derive(Deserialize)]
struct Shown {
    service: String,
    axis: String,
    rule: String,
    /// The indices of the findings.
    shown: Vec<usize>,
    /// The text beside the filters; empty for the page before a filter was set.
    count: String,
}

/// Returns the command of an installed browser: in the path, or in the cache of Playwright.
fn browser() -> Option<PathBuf> {
    let starts = |name: &&&str| Command::new(name).arg("--version").output().is_ok_and(|found| found.status.success());
    let in_path = BROWSERS.iter().find(starts).map(PathBuf::from);
    in_path.or_else(|| {
        let cache = PathBuf::from(std::env::var_os("HOME")?).join(".cache/ms-playwright");
        let installed = cache.read_dir().ok()?.flatten().map(|entry| entry.path().join("chrome-linux/chrome"));
        installed.into_iter().find(|chrome| chrome.is_file())
    })
}

/// Opens a page, and returns what its document contains after its scripts ran.
fn document(browser: &Path, page: &Path) -> String {
    let profile = tempfile::tempdir().expect("a folder");
    let mut command = Command::new(browser);
    // The sandbox needs rights that test machines lack. The page is the project's own.
    command.args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--dump-dom"]);
    command.arg(format!("--user-data-dir={}", profile.path().display()));
    let output = command.arg(format!("file://{}", page.display())).output().expect("the browser starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Returns the indices of the findings that a choice of filters selects.
fn selected(report: &Report, [service, axis, rule]: [&str; 3]) -> Vec<usize> {
    let has_axis = |finding: &Finding| match axis {
        "wire" => finding.verdicts.wire != Verdict::Fine,
        "source" => finding.verdicts.source != Verdict::Fine,
        "behaviour" => finding.verdicts.behaviour != Verdict::Fine,
        _ => true,
    };
    let has_service = |finding: &Finding| match service {
        "the crate" => finding.service.is_empty(),
        service => service.is_empty() || finding.service == service,
    };
    let listed = report.findings.iter().filter(|finding| finding.severity > Severity::Docs).enumerate();
    let is_selected =
        |finding: &Finding| has_service(finding) && has_axis(finding) && (rule.is_empty() || finding.rule.id == rule);
    listed.filter(|(_, finding)| is_selected(finding)).map(|(index, _)| index).collect()
}

#[test]
fn filters_show_what_they_select() {
    let Some(browser) = browser() else { return println!("skipped: Chromium is not installed") };
    let (sources, report) = reports::states(TODAY);
    let page = Format::Html.render(&sources, &report, &Options::default());
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("diff.html");
    std::fs::write(&file, page.replace("</body>", &format!("{PROBE}</body>"))).expect("a page");
    let document = document(&browser, &file);
    let results = document.split_once("<pre id=\"results\">").and_then(|(_, rest)| rest.split_once("</pre>"));
    let (results, _) = results.unwrap_or_else(|| panic!("the script did not run: {document}"));
    let results: Vec<Shown> = serde_json::from_str(results).expect("JSON");
    let listed = selected(&report, [""; 3]).len();
    assert!(results.len() > 50 && listed > 5, "{} choices of {listed} findings", results.len());
    for Shown { service, axis, rule, shown, count } in results {
        let expected = selected(&report, [&service, &axis, &rule]);
        assert_eq!(shown, expected, "service {service:?}, axis {axis:?}, rule {rule:?}");
        assert!(count.is_empty() || count == format!("{} of {listed} findings", shown.len()), "{count}");
    }
}
