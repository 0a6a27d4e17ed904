//! Knows how to lay out a whole folder of schemas around the piece that the example of a rule shows.
//!
//! Pieces speak of a service `look`; here it gets the name that the caller gives it, so that the examples of all rules fit
//! into one folder, each as a service of its own.

use std::fs;
use std::path::Path;

use codegen_diff::rule::Within;
use serde_json::{Map, Value, json};

/// The manifest of a folder that has nothing else.
const PACKAGE: &str =
    "[package]\nname = \"witness\"\nversion = \"0.1.0\"\ndescription = \"What examples of rules make.\"\n";

/// The operation that every service of Cloud Infinite has, so that none is without.
const KEEP: &str = r#"<operation name="Stay">
  <http method="GET" host="ci" path="/stay"/>
  <request><query name="Keep" type="String">Stays.</query></request>
  <response root="Response"><member name="Seen" type="String">Stays.</member></response>
</operation>"#;

/// Adds a service that is valid but for what `piece` may do to it.
///
/// Its action `Look` takes `Keep` and answers `Seen`, both texts; a service of Cloud Infinite has an operation `Stay` with
/// the same. Where a piece speaks of an action `Check`, there is one as well, which only reads. A piece of the manifest
/// that begins with `[package]` is the whole manifest: it must be the only one in its folder.
///
/// # Panics
///
/// Panics where the piece is not what `within` says, or a file cannot be written, as is due in a test.
pub fn write(within: Within, piece: &str, service: &str, folder: &Path) {
    let piece = &named(piece, service);
    let put = |path: &str, text: &str| write_file(&folder.join(service).join(path), text);
    let descriptor = |parts: Parts<'_>| put("2024-01-01.json", &parts.descriptor(service, "2024-01-01"));
    let mut entry = entry(service, &format!("{service}/2024-01-01.json"));
    match within {
        Within::Parameters => descriptor(Parts { parameters: piece, ..Parts::default() }),
        Within::Response => descriptor(Parts { response: piece, ..Parts::default() }),
        Within::Actions => descriptor(Parts { actions: piece, ..Parts::default() }),
        Within::Descriptor => descriptor(Parts { beginning: piece, ..Parts::default() }),
        Within::Overlay => {
            descriptor(Parts { check: piece.contains("\"Check\""), ..Parts::default() });
            put("2024-01-01.overlay.json", &overlay(piece));
        }
        Within::Authorization => {
            descriptor(Parts::default());
            put("authorization.json", &format!("{:#}\n", json!({ "actions": list(piece) })));
        }
        Within::Operation => xml(piece, &put),
        Within::Rules => xml(&format!("<!-- rules.xml -->\n<rules>{piece}</rules>"), &put),
        Within::Errors => xml(&format!("<!-- errors.xml -->\n<errors>{piece}</errors>"), &put),
        Within::Manifest => {
            for version in ["2024-01-01", "2025-01-01"] {
                put(&format!("{version}.json"), &Parts::default().descriptor(service, version));
            }
            put("guide.md", "How to look.\n");
            put("rest/look.xml", &KEEP.replace("\"Stay\"", "\"Look\""));
            entry = if piece.contains("[package]") { entry } else { piece.clone() };
        }
    }
    if matches!(within, Within::Operation | Within::Rules | Within::Errors) {
        entry = self::entry(service, service);
    }
    let manifest = folder.join("client.toml");
    let whole = within == Within::Manifest && piece.contains("[package]");
    let before =
        fs::read_to_string(&manifest).unwrap_or_else(|_| if whole { piece.clone() } else { PACKAGE.to_owned() });
    write_file(&manifest, &format!("{before}\n{entry}"));
}

/// The piece, with the service's own name in it.
fn named(piece: &str, service: &str) -> String {
    ["\"", "/", ":"]
        .iter()
        .fold(piece.to_owned(), |piece, end| piece.replace(&format!("\"look{end}"), &format!("\"{service}{end}")))
}

fn entry(service: &str, schemas: &str) -> String {
    format!("[[service]]\nmodule = \"{service}\"\nschemas = [\"{schemas}\"]\n")
}

/// The parts of a descriptor, as texts.
#[derive(Default)]
struct Parts<'a> {
    beginning: &'a str,
    parameters: &'a str,
    response: &'a str,
    actions: &'a str,
    check: bool,
}

impl Parts<'_> {
    fn descriptor(&self, service: &str, version: &str) -> String {
        let member = |name: &str, more: &str| {
            let mut members = vec![json!({ "name": name, "type": "string", "description": "Stays." })];
            members.extend(list(more));
            members
        };
        let action = |name: &str, parameters: &str, response: &str| json!({ "name": name, "parameters": member("Keep", parameters), "response": member("Seen", response) });
        let mut actions = vec![action("Look", self.parameters, self.response)];
        actions.extend(self.check.then(|| action("Check", "", "")));
        actions.extend(list(self.actions));
        let mut whole = json!({ "name": service, "api_version": version, "actions": actions });
        let beginning: Map<String, Value> =
            serde_json::from_str(&format!("{{{}}}", self.beginning)).unwrap_or_else(|error| panic!("{error}"));
        whole.as_object_mut().into_iter().for_each(|whole| whole.extend(beginning.clone()));
        format!("{whole:#}\n")
    }
}

/// The entries, and that `Check` only reads where it is there.
fn overlay(piece: &str) -> String {
    let check = json!({ "target": "Check", "why": "Its page.", "idempotent": true });
    let mut entries = list(piece);
    entries.extend(piece.contains("\"Check\"").then_some(check));
    format!("{:#}\n", json!({ "entries": entries }))
}

fn list(items: &str) -> Vec<Value> {
    serde_json::from_str(&format!("[{items}]")).unwrap_or_else(|error| panic!("{error}: {items}"))
}

/// Schemas of Cloud Infinite: `<!-- path -->` in front of each, `look.xml` for one that has none.
fn xml(piece: &str, put: &dyn Fn(&str, &str)) {
    put("stay.xml", KEEP);
    let mut files: Vec<(&str, &str)> = Vec::new();
    for part in piece.split("<!-- ") {
        let (path, text) = part.split_once(" -->").unwrap_or(("look.xml", part));
        files.extend((!text.trim().is_empty()).then_some((path, text.trim())));
    }
    files.into_iter().for_each(|(path, text)| put(path, text));
}

fn write_file(path: &Path, text: &str) {
    path.parent().into_iter().for_each(|parent| fs::create_dir_all(parent).expect("a folder"));
    fs::write(path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}
