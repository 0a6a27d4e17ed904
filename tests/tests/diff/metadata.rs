//! Writes published metadata with invented services, to compare two states of it.

use std::fs;
use std::path::Path;

use codegen_diff::folder::Folders;
use codegen_diff::published::{self, Published};
use codegen_model::load::published::Folder;
use serde_json::{Map, Value, json};

/// A state of published metadata.
pub type State = tempfile::TempDir;

/// Returns a member of type string with more keys.
pub fn member(name: &str, document: &str, more: Value) -> Value {
    let mut member = json!({
        "name": name, "type": "string", "member": "string", "document": document, "required": false, "disabled": false,
    });
    extend(&mut member, more);
    member
}

/// Returns a member whose type is the object `S`.
pub fn of_s(name: &str) -> Value {
    member(name, "An S.", json!({ "type": "object", "member": "S" }))
}

fn extend(object: &mut Value, more: Value) {
    if let (Some(object), Value::Object(more)) = (object.as_object_mut(), more) {
        object.extend(more);
    }
}

/// Returns a service with these actions: name, members of the request and of the response. `s` are the members of the object
/// `S`.
pub fn service(version: &str, actions: &[(&str, Vec<Value>, Vec<Value>)], s: Vec<Value>) -> Value {
    let mut objects = Map::new();
    let mut listed = Map::new();
    for (name, request, response) in actions {
        let (input, output) = (format!("{name}Request"), format!("{name}Response"));
        let mut response = response.clone();
        response.push(member("RequestId", "The ID.", json!({})));
        listed.insert(
            (*name).to_owned(),
            json!({ "document": "Does it.", "input": input, "name": name, "output": output, "status": "online" }),
        );
        objects.insert(input, json!({ "document": "", "members": request, "type": "object" }));
        objects.insert(output, json!({ "document": "", "members": response, "type": "object" }));
    }
    if !s.is_empty() {
        objects.insert("S".to_owned(), json!({ "document": "An S.", "members": s, "usage": "both" }));
    }
    json!({
        "version": "1.0",
        "metadata": { "apiVersion": version, "api_brief": "Demonstrates.", "serviceNameCN": "demo", "serviceShortName": "demo" },
        "actions": listed,
        "objects": objects,
    })
}

/// Returns a service with the action `Do`.
pub fn with_do(request: Vec<Value>, response: Vec<Value>, s: Vec<Value>) -> Value {
    service("2024-01-01", &[("Do", request, response)], s)
}

/// Writes files: the folder of a version, and its metadata.
pub fn state(files: &[(&str, &Value)]) -> State {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        let file = folder.path().join(path).join("api.json");
        fs::create_dir_all(file.parent().expect("a parent")).expect("folders");
        let text = text.as_str().map_or_else(|| serde_json::to_string_pretty(text).expect("JSON"), str::to_owned);
        fs::write(file, text).expect("a file");
    }
    folder
}

/// Loads two folders.
pub fn load(base: &Path, head: &Path) -> Folders {
    let [base, head] = [base, head].map(|path| Folder::open(path).expect("metadata"));
    published::load(Published { source: &base, shown: "old/" }, Published { source: &head, shown: "new/" })
}
