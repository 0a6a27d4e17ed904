//! Tests that each mistake in a schema gives exactly its findings, and nothing that only follows from it.
//!
//! The tables beside this file have one mistake in each row, made in the valid schemas of the folder `base`:
//!
//! - `what`: the mistake, in words.
//! - `change`: for each change, the file, a text that it has once, and the text in its place. Without a text to replace, the
//!   file is new; without a text in its place, it is removed.
//! - `cause`: what the page of the code says of it.
//! - `finds`: for each finding, its code, its place, the text that it marks, its message and its help.
//! - `editor`: for XML, whether `ci.xsd` alone `rejects` the document. What it rejects, the loader must reject.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use codegen_model::diagnostic::{Code, Diagnostic, Diagnostics, Level};
use codegen_model::source::Sources;
use codegen_model::syntax::toml;
use serde_json::Value;

/// The tables, each with the least number of its rows.
const TABLES: [(&str, usize); 7] = [
    ("authorization", 2),
    ("examples-overlay", 12),
    ("examples-xml", 54),
    ("json", 9),
    ("manifest", 10),
    ("overlay", 15),
    ("xml", 61),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mistakes")
}

fn texts(row: &Value, key: &str) -> Vec<Vec<String>> {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let list = row[key].as_array().unwrap_or_else(|| panic!("{row} has no list {key}"));
    list.iter().map(|item| item.as_array().expect("a list").iter().map(text).collect()).collect()
}

fn rows(table: &str) -> Vec<Value> {
    let path = folder().join(table).with_extension("toml");
    let mut sources = Sources::default();
    let file = sources.add(table, fs::read_to_string(path).expect("a table"));
    let node = toml::parse(&sources, file, &mut Diagnostics::default()).expect("TOML");
    node.to_json()["mistake"].as_array().expect("rows").clone()
}

/// A folder with a mistake.
struct Mistake {
    row: Value,
    folder: tempfile::TempDir,
}

impl Mistake {
    fn new(row: Value) -> Self {
        let made = Self { row, folder: tempfile::tempdir().expect("a folder") };
        copy(&folder().join("base"), made.folder.path());
        for change in texts(&made.row, "change") {
            let [file, old, new] = &change[..] else { panic!("{}: a file and two texts", made.row["what"]) };
            let path = made.folder.path().join(file);
            if new.is_empty() && old.is_empty() {
                fs::remove_file(path).expect("a file that is removed");
                continue;
            }
            let before = if old.is_empty() { String::new() } else { fs::read_to_string(&path).expect("a file") };
            assert!(
                old.is_empty() || before.matches(old).count() == 1,
                "{}: {file} has {old:?} once",
                made.row["what"]
            );
            fs::write(path, if old.is_empty() { new.clone() } else { before.replace(old, new) }).expect("a file");
        }
        made
    }

    /// Returns the findings in the form of the table, and whether one is an error.
    fn findings(&self) -> (Vec<Vec<String>>, bool) {
        let mut sources = Sources::default();
        let (_, found) = codegen_model::load_into(&mut sources, self.folder.path(), &[]);
        let rows = found.iter().map(|finding| form(finding, &sources)).collect();
        (rows, found.iter().any(|finding| finding.level == Level::Error))
    }

    /// Returns the XML files that differ from the base.
    fn changed_xml(&self) -> Vec<PathBuf> {
        let changes = texts(&self.row, "change").into_iter().map(|change| change[0].clone());
        let files: BTreeSet<_> = changes.filter(|file| file.ends_with(".xml")).collect();
        files.into_iter().map(|file| self.folder.path().join(file)).collect()
    }
}

fn form(finding: &Diagnostic, sources: &Sources) -> Vec<String> {
    let span = finding.span;
    let marked = sources.text(span.file).get(span.start as usize..span.end as usize).expect("a span in the file");
    let place = sources.position(span).to_string();
    let help = finding.help.clone().unwrap_or_default();
    vec![finding.code.id().to_owned(), place, marked.to_owned(), finding.message.clone(), help]
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("the folder").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

fn mistakes() -> Vec<Mistake> {
    TABLES.iter().flat_map(|(table, _)| rows(table)).map(Mistake::new).collect()
}

#[test]
fn the_base_has_no_findings() {
    let loaded = codegen_model::load(&folder().join("base"), &[]);
    let messages: Vec<_> = loaded.findings.iter().map(|finding| &finding.message).collect();
    assert!(messages.is_empty(), "{messages:?}");
}

#[test]
fn each_mistake_has_exactly_its_findings() {
    let mut wrong = Vec::new();
    for mistake in mistakes() {
        let (found, _) = mistake.findings();
        if found != texts(&mistake.row, "finds") {
            let rows: Vec<_> = found.iter().map(|row| format!("  {row:?},")).collect();
            wrong.push(format!("{}\nfinds = [\n{}\n]", mistake.row["what"], rows.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn every_table_has_its_rows() {
    let names = fs::read_dir(folder()).expect("the folder").flatten().map(|entry| entry.path());
    let tables = names.filter(|path| path.extension().is_some_and(|ending| ending == "toml"));
    let tables: BTreeSet<_> = tables.map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect();
    assert_eq!(tables, TABLES.iter().map(|(name, _)| (*name).to_owned()).collect());
    for (table, least) in TABLES {
        let rows = rows(table);
        assert!(rows.len() >= least, "{table} has {} rows", rows.len());
        for row in &rows {
            assert!(!texts(row, "finds").is_empty(), "{} is silent", row["what"]);
        }
    }
}

/// The loader rejects every document that the XSD rejects. Where `xmllint` is installed, it confirms what the tables say
/// of the XSD.
#[test]
fn the_xsd_rejects_no_more_than_the_loader() {
    let xsd = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas/ci.xsd");
    for mistake in mistakes() {
        let what = &mistake.row["what"];
        let files = mistake.changed_xml();
        let Some(verdict) = mistake.row["editor"].as_str() else {
            assert!(files.is_empty(), "{what} has no `editor`");
            continue;
        };
        let (_, is_rejected) = mistake.findings();
        assert!(is_rejected || verdict == "accepts", "{what} is accepted, and the XSD rejects it");
        let mut command = Command::new("xmllint");
        command.args(["--nonet", "--noout", "--schema"]).arg(&xsd).args(&files);
        if let Ok(output) = command.output() {
            let found = if output.status.success() { "accepts" } else { "rejects" };
            assert_eq!(found, verdict, "{what}: {}", String::from_utf8_lossy(&output.stderr));
        }
    }
}

#[test]
fn the_page_of_a_code_names_the_cause_of_each_mistake() {
    let mut missing = BTreeSet::new();
    for row in TABLES.iter().flat_map(|(table, _)| rows(table)) {
        for finding in texts(&row, "finds") {
            let code = Code::parse(&finding[0]).expect("a code");
            let cause = row["cause"].as_str();
            let page = code.explain().split_whitespace().collect::<Vec<_>>().join(" ");
            if !cause.is_some_and(|cause| !cause.is_empty() && page.contains(cause)) {
                missing.insert(format!("{code}: {}: cause {cause:?}", row["what"]));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.into_iter().collect::<Vec<_>>().join("\n"));
}
