//! What is laid out as text against prettyplease: each is the same when it is parsed and printed again.

use std::path::{Path, PathBuf};

use super::{Items, ServiceContext, is_newest, operation, structure, text};
use codegen_model::Model;

fn schemas() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas")
}

/// The tables, and the constants of operations, have a layout of their own.
fn is_code(text: &str) -> bool {
    !text.starts_with("tencentcloud_runtime::") && !text.starts_with("impl Operation for ")
}

fn items(model: &Model) -> Items {
    let mut items = Items::default();
    for service in &model.services {
        let place = ServiceContext { package: &model.package.name, service, newest: is_newest(service, model) };
        service.operations.iter().for_each(|found| operation::operation(found, &place, &mut items));
        service.shapes.values().for_each(|shape| structure::structure(shape, service, &mut items));
    }
    items
}

fn check(model: &Model) {
    let items = items(model);
    let mut count = 0;
    for text in items.texts().filter(|text| is_code(text)) {
        let tokens = text.parse().unwrap_or_else(|error| panic!("{error}:\n{text}"));
        assert_eq!(text::code(tokens).expect("Rust"), text);
        count += 1;
    }
    assert!(count > 0);
}

#[test]
fn text_has_the_layout_of_prettyplease() {
    let loaded = codegen_model::load(&schemas(), &[]);
    check(&loaded.model.expect("the schemas have no errors"));
}

/// Up to where a statement could only be broken inside its left side, which no name of a service reaches.
#[test]
fn long_names_are_broken_like_prettyplease_breaks_them() {
    for length in [20, 40, 50, 55, 60, 61] {
        let name = format!("L{}", "o".repeat(length));
        let member = |kind: &str| format!(r#"{{"name": "{name}{kind}", "type": "#);
        let shape = format!(r#"{{"type": "object", "shape": "{name}"}}"#);
        let one = format!(r#"{}"object", "shape": "{name}"}}"#, member("One"));
        let many = format!(r#"{}"array", "items": {shape}}}"#, member("Many"));
        let texts = format!(r#"{}"array", "items": {{"type": "string"}}}}"#, member("Texts"));
        let all = format!("[{one}, {many}, {texts}]");
        let text = format!(
            r#"{{"name": "long", "api_version": "2024-01-01",
                "actions": [{{"name": "{name}Action", "parameters": {all}, "response": {all}}}],
                "shapes": [{{"name": "{name}", "members": {all}}}]}}"#
        );
        let folder = tempfile::tempdir().expect("a folder");
        let manifest =
            "[package]\nname = \"long\"\nversion = \"0.1.0\"\ndescription = \"\"\n\n[[service]]\nmodule = \"long\"\n";
        let manifest = format!("{manifest}schemas = [\"long.json\"]\n");
        std::fs::write(folder.path().join("client.toml"), manifest).expect("written");
        std::fs::write(folder.path().join("long.json"), text).expect("written");
        let loaded = codegen_model::load(folder.path(), &[]);
        let findings = codegen_model::diagnostic::render::text(&loaded.sources, &loaded.findings);
        check(&loaded.model.unwrap_or_else(|| panic!("{findings}")));
    }
}
