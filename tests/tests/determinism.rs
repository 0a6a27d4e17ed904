//! The same schemas give the same bytes: in every run, and for any order of files and keys.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use codegen_emit::write::Tree;
use codegen_emit::{Options, emit, split};
use serde_json::Value;
use tests::snapshot::{Files, read_folder, write_folder};

/// Returns all folders of schemas: those of the crate and of the goldens.
fn schemas() -> Vec<PathBuf> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let cases = std::fs::read_dir(tests.join("golden")).expect("the goldens");
    let cases = cases.map(|case| case.expect("an entry").path().join("schemas")).filter(|path| path.is_dir());
    let all: Vec<_> = cases.chain([tests.join("../schemas")]).collect();
    assert!(all.len() > 15, "only {} folders of schemas", all.len());
    all
}

/// The folders of schemas, with what is generated from each.
static GENERATED: LazyLock<Vec<(PathBuf, Generated)>> = LazyLock::new(|| {
    let generated = |path: PathBuf| (path.clone(), generate(&path));
    schemas().into_iter().map(generated).collect()
});

/// The single crate, the crates of its services, and the dump of the model.
type Generated = (Tree, Tree, String);

/// Generates the single crate, the crates of its services, and the dump of the model.
fn generate(schemas: &Path) -> Generated {
    let loaded = codegen_model::load(schemas, &[]);
    let findings = codegen_model::diagnostic::render::text(&loaded.sources, &loaded.findings);
    let model = loaded.model.unwrap_or_else(|| panic!("{} has errors:\n{findings}", schemas.display()));
    let [single, split] = [emit, split].map(|generate| generate(&model, &Options::default()).expect("Rust"));
    (single, split, codegen_model::views::dump(&model))
}

fn generate_from(files: &Files) -> Generated {
    let folder = tempfile::tempdir().expect("a folder");
    write_folder(folder.path(), files).expect("written files");
    generate(folder.path())
}

#[test]
fn two_runs_generate_the_same() {
    for (schemas, first) in GENERATED.iter() {
        assert!(generate(schemas) == *first, "{}: two runs differ", schemas.display());
    }
}

/// File systems list a folder in different orders, such as by creation time or by a hash.
#[test]
fn the_order_in_which_files_are_found_does_not_matter() {
    let name =
        |number: usize| format!("many/{}/operation-{number}.xml", if number.is_multiple_of(2) { "a" } else { "b" });
    let numbers = [7, 0, 12, 3, 15, 9, 1, 14, 5, 10, 2, 13, 8, 4, 11, 6];
    let mut sorted: Vec<_> = numbers.into_iter().map(name).collect();
    sorted.sort();
    let forwards = folder_of(numbers.iter().map(|number| (name(*number), operation(*number))));
    let backwards = folder_of(numbers.iter().rev().map(|number| (name(*number), operation(*number))));
    for folder in [&forwards, &backwards] {
        let model = codegen_model::load(folder.path(), &[]).model.expect("schemas without errors");
        let loaded: Vec<_> = model.services[0].units.iter().map(|unit| unit.source.clone()).collect();
        assert_eq!(loaded, sorted, "files are not sorted");
    }
    assert!(generate(forwards.path()) == generate(backwards.path()), "the order of files changes the crate");
}

fn operation(number: usize) -> String {
    format!(
        r#"<operation name="Operation{number}" access="read"><doc>Does.</doc><http method="GET" host="ci" path="/{number}"/><response/></operation>"#
    )
}

/// Creates a folder of schemas, and its files in this order.
fn folder_of(files: impl Iterator<Item = (String, String)>) -> tempfile::TempDir {
    let manifest = r#"
        [package]
        name = "many"
        version = "0.1.0"
        description = "Many files."

        [[service]]
        module = "many"
        schemas = ["many"]
    "#;
    let folder = tempfile::tempdir().expect("a folder");
    for file in [("client.toml".to_owned(), manifest.to_owned())].into_iter().chain(files) {
        write_folder(folder.path(), &Files::from([file])).expect("a written file");
    }
    folder
}

#[test]
fn the_order_of_keys_does_not_matter() {
    // The dump has examples as they are written.
    for (schemas, (crate_of_all, crates, _)) in GENERATED.iter() {
        let files = read_folder(schemas, "").expect("schemas");
        for seed in 0..4 {
            let shuffle = |(path, text): (&String, &String)| match path.ends_with(".json") {
                true => (path.clone(), shuffled(text, seed)),
                false => (path.clone(), text.clone()),
            };
            let (single, split, _) = generate_from(&files.iter().map(shuffle).collect());
            let is_same = single == *crate_of_all && split == *crates;
            assert!(is_same, "{}: the order of keys changes the crate", schemas.display());
        }
    }
}

/// Returns the document with the keys of every object in another order.
fn shuffled(text: &str, seed: u64) -> String {
    let mut out = String::new();
    write(&serde_json::from_str(text).expect("JSON"), seed, &mut out);
    out
}

fn write(value: &Value, seed: u64, out: &mut String) {
    let (open, close, items): (_, _, Vec<(String, &Value)>) = match value {
        Value::Object(entries) => {
            let mut keys: Vec<_> =
                entries.iter().map(|(key, value)| (format!("{}:", Value::from(key.as_str())), value)).collect();
            keys.sort_by_key(|(key, _)| hash(key, seed));
            ('{', '}', keys)
        }
        Value::Array(items) => ('[', ']', items.iter().map(|item| (String::new(), item)).collect()),
        scalar => return out.push_str(&scalar.to_string()),
    };
    out.push(open);
    for (index, (key, value)) in items.into_iter().enumerate() {
        out.push_str(if index == 0 { "" } else { "," });
        out.push_str(&key);
        write(value, seed, out);
    }
    out.push(close);
}

fn hash(key: &str, seed: u64) -> u64 {
    let mut hasher = DefaultHasher::new();
    (key, seed).hash(&mut hasher);
    hasher.finish()
}

#[test]
fn shuffling_only_moves_keys() {
    let text = r#"{"a":[3,1,2],"b":{"c":1.5,"d":null,"e":true},"f":"x"}"#;
    let all: Vec<_> = (0..4).map(|seed| shuffled(text, seed)).collect();
    assert!(all.iter().any(|other| other != text), "nothing moved");
    for other in all {
        assert_eq!(serde_json::from_str::<Value>(&other).ok(), serde_json::from_str(text).ok());
    }
}
