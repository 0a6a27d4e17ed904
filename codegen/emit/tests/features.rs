//! Services as features of the crate, and of the facade over a crate for each service.

use codegen_emit::{Options, emit, split};
use codegen_model::load::{descriptor, published};
use codegen_model::resolve::resolve;
use codegen_model::source::Span;
use codegen_model::syntax::fields::Spanned;
use codegen_model::{Model, Service, Unit};
use toml::Table;

/// Returns a model with these versions of services.
fn model(services: &[(&str, &str)]) -> Model {
    let service = |(name, version): &(&str, &str)| {
        let spanned = |text: &str| Spanned { value: text.to_owned(), span: Span::default() };
        let units = vec![Unit { source: format!("{name}/{version}.json"), path: Vec::new() }];
        let service = descriptor::service(spanned(name), spanned(version));
        Service { module: published::module(name), doc: format!("About {name}."), units, ..service }
    };
    let mut model = Model { package: published::package(), services: services.iter().map(service).collect() };
    resolve(&mut model, &mut Default::default());
    model
}

fn text(tree: &codegen_emit::write::Tree, wanted: &str) -> String {
    let found = tree.iter().find(|(path, _)| *path == wanted);
    String::from_utf8(found.unwrap_or_else(|| panic!("no {wanted}")).1.to_vec()).expect("UTF-8")
}

fn features(manifest: &str) -> Table {
    manifest.parse::<Table>().expect("TOML")["features"].as_table().expect("features").clone()
}

fn list<'t>(features: &'t Table, name: &str) -> Vec<&'t str> {
    let values = features[name].as_array().unwrap_or_else(|| panic!("no {name}"));
    values.iter().filter_map(toml::Value::as_str).collect()
}

#[test]
fn a_feature_has_the_name_of_its_service() {
    let services = [("as", "2018-04-19"), ("cfg", "2020-01-01"), ("serde", "2020-01-01"), ("std", "2020-01-01")];
    let tree = emit(&model(&services), &Options::default()).expect("a crate");
    let features = features(&text(&tree, "Cargo.toml"));
    assert_eq!(list(&features, "default"), ["as", "cfg", "serde_", "std", "transport", "tracing"]);
    let lib = text(&tree, "src/lib.rs");
    for expected in [
        "#[cfg(feature = \"as\")]\npub mod as_;\n",
        "#[cfg(feature = \"cfg\")]\npub mod cfg;\n",
        "#[cfg(feature = \"serde_\")]\npub mod serde_;\n",
        "#[cfg(feature = \"std\")]\npub mod std_;\n",
        "- [`cfg`](mod@cfg): About cfg.\n",
    ] {
        assert!(lib.contains(expected), "{expected}:\n{lib}");
    }
}

#[test]
fn many_services_are_not_enabled_by_default() {
    let services = ["a", "b", "c", "d", "e", "f"].map(|name| (name, "2020-01-01"));
    let defaults = |services: &[(&str, &str)]| {
        let tree = emit(&model(services), &Options::default()).expect("a crate");
        list(&features(&text(&tree, "Cargo.toml")), "default").len()
    };
    assert_eq!((defaults(&services[..5]), defaults(&services)), (7, 2));
}

#[test]
fn a_facade_re_exports_each_crate_by_its_feature() {
    let services = [("as", "2018-04-19"), ("ims", "2020-07-13"), ("ims", "2020-12-29")];
    let tree = split(&model(&services), &Options::default()).expect("crates");
    let manifest = text(&tree, "tencentcloud-everything/Cargo.toml");
    let features = features(&manifest);
    assert_eq!(list(&features, "as"), ["dep:tencentcloud-as"]);
    assert_eq!(list(&features, "ims"), ["ims-2020-07-13", "ims-2020-12-29"]);
    assert_eq!(list(&features, "ims-2020-07-13"), ["dep:tencentcloud-ims", "tencentcloud-ims/ims-2020-07-13"]);
    assert!(!features.contains_key("registry"));
    let dependency = &manifest.parse::<Table>().expect("TOML")["dependencies"]["tencentcloud-as"];
    assert_eq!(dependency["path"].as_str(), Some("../tencentcloud-as"));
    assert_eq!((dependency["optional"].as_bool(), dependency["default-features"].as_bool()), (Some(true), Some(false)));
    let lib = text(&tree, "tencentcloud-everything/src/lib.rs");
    assert!(lib.contains("#[cfg(feature = \"as\")]\npub use tencentcloud_as::as_;\n"), "{lib}");
    assert!(text(&tree, "Cargo.toml").contains("\"tencentcloud-everything\""));
    let single = split(&model(&services[..1]), &Options::default()).expect("crates");
    assert!(!text(&single, "Cargo.toml").contains("everything"), "a single crate needs no facade");
}
