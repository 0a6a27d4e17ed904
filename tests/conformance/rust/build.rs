//! The types of all operations. The registry of the generated crate names each of them, but hands out only what it knows
//! of them; here the types themselves are needed, so its text is read.

use std::path::Path;
use std::{env, fs};

const REGISTRY: &str = "../../../generated/src/registry.rs";

fn main() {
    println!("cargo::rerun-if-changed={REGISTRY}");
    let registry = fs::read_to_string(REGISTRY).expect("the registry of the generated crate");
    let types = types(&registry);
    assert!(!types.is_empty(), "{REGISTRY} names no operation in the way that is known here");
    let senders: String = types.iter().map(|path| format!("    Sender::of::<{path}>(),\n")).collect();
    let out = env::var_os("OUT_DIR").expect("cargo says where");
    fs::write(Path::new(&out).join("senders.rs"), format!("vec![\n{senders}]\n")).expect("a file");
}

/// The path of each type: a line names the module, the lines behind it the types in it.
fn types(registry: &str) -> Vec<String> {
    let (mut module, mut types) = ("", Vec::new());
    for line in registry.lines().map(str::trim) {
        if let Some(path) = between(line, "use crate::", " as service;") {
            module = path;
        }
        if let Some(name) = between(line, "entries.push(Entry::of::<service::", ">());") {
            types.push(format!("tencentcloud_image::{module}::{name}"));
        }
    }
    types
}

fn between<'a>(line: &'a str, before: &str, behind: &str) -> Option<&'a str> {
    line.strip_prefix(before)?.strip_suffix(behind)
}
