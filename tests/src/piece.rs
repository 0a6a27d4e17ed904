//! Writes a folder of schemas around the piece in a rule's example.
//!
//! Pieces describe a service `look`. The caller chooses another name, so that the examples of all rules fit into one folder,
//! each as a service of its own.

use std::fs;
use std::path::Path;

use codegen_diff::rule::Within;
use serde_json::{Map, Value, json};

/// The package table of the manifest.
const PACKAGE: &str =
    "[package]\nname = \"witness\"\nversion = \"0.1.0\"\ndescription = \"What examples of rules make.\"\n";

/// An operation that every service of Cloud Infinite gets, so that none is without operations.
const KEEP: &str = r#"<operation name="Stay" access="read"><doc>Stays.</doc>
  <http method="GET" host="ci" path="/stay"/>
  <request><query name="Keep" type="String">Stays.</query></request>
  <response root="Response"><member name="Seen" type="String">Stays.</member></response>
</operation>"#;

/// Adds a service that contains the piece.
///
/// Its action `Look` has the parameter `Keep` and the response member `Seen`, both strings. A service of Cloud Infinite has an
/// operation `Stay` with the same members. If a piece mentions an action `Check`, the service gets that too. A piece of the
/// manifest with `[package]` is the whole manifest, and must be the only one in its folder.
///
/// # Panics
///
/// Panics if the piece does not fit `within`, or if a file cannot be written.
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
        // The files of rules and errors are not empty.
        Within::Rules | Within::Errors if piece.trim().is_empty() => xml("", &put),
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

/// Replaces the service's name in a piece.
fn named(piece: &str, service: &str) -> String {
    ["\"", "/", ":"]
        .iter()
        .fold(piece.to_owned(), |piece, end| piece.replace(&format!("\"look{end}"), &format!("\"{service}{end}")))
}

fn entry(service: &str, schemas: &str) -> String {
    format!("[[service]]\nmodule = \"{service}\"\nschemas = [\"{schemas}\"]\n")
}

/// The variable parts of a descriptor, as JSON.
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

/// Returns an overlay with these entries. `Check` becomes idempotent if it is mentioned.
fn overlay(piece: &str) -> String {
    let check = json!({ "target": "Check", "why": "Its page.", "idempotent": true });
    let mut entries = list(piece);
    entries.extend(piece.contains("\"Check\"").then_some(check));
    format!("{:#}\n", json!({ "entries": entries }))
}

fn list(items: &str) -> Vec<Value> {
    serde_json::from_str(&format!("[{items}]")).unwrap_or_else(|error| panic!("{error}: {items}"))
}

/// Writes schemas of Cloud Infinite. A comment `<!-- path -->` before a schema names its file; the default is `look.xml`.
fn xml(piece: &str, put: &dyn Fn(&str, &str)) {
    put("stay.xml", KEEP);
    let mut files: Vec<(&str, &str)> = Vec::new();
    for part in piece.split("<!-- ") {
        let (path, text) = part.split_once(" -->").unwrap_or(("look.xml", part));
        files.extend((!text.trim().is_empty()).then_some((path, text.trim())));
    }
    files.into_iter().for_each(|(path, text)| put(path, &documented(text)));
}

/// Adds what each element must have, and what an example of a rule leaves out: documentation, and the class of access.
fn documented(text: &str) -> String {
    let mut parts = text.split('<');
    let mut out = parts.next().unwrap_or_default().to_owned();
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        let name = part.split([' ', '>', '/']).next().unwrap_or_default();
        let is_whole = part.trim_end().ends_with("/>");
        let needs_doc = matches!(name, "operation" | "container" | "alternatives" | "enum" | "part" | "rule-kind");
        let tag = if name == "operation" && !part.contains("access=") {
            part.replacen('>', " access=\"other\">", 1)
        } else {
            part.to_owned()
        };
        let has_doc = parts.peek().is_some_and(|next| next.starts_with("doc>"));
        out += &match (needs_doc && !has_doc, is_whole) {
            (true, true) => format!("<{}><doc>Does.</doc></{name}>", tag.trim_end().trim_end_matches("/>")),
            (true, false) => format!("<{}", tag.replacen('>', "><doc>Does.</doc>", 1)),
            (false, _) => format!("<{tag}"),
        };
    }
    out
}

fn write_file(path: &Path, text: &str) {
    path.parent().into_iter().for_each(|parent| fs::create_dir_all(parent).expect("a folder"));
    fs::write(path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}
