//! Checks that must hold for every generated crate, whatever the schemas are: it is valid Rust, its names are unique, and
//! text of a schema occurs in literals and documentation only.

use std::collections::{BTreeSet, HashSet};
use std::hash::{BuildHasher, RandomState};
use std::sync::{LazyLock, Mutex, PoisonError};

use codegen_emit::write::Tree;
use proc_macro2::{TokenStream, TokenTree};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use quote::ToTokens;

/// A word that hostile texts contain. In code, it would be a macro call.
pub const MARKER: &str = "PWNED";

/// Checks a crate.
pub fn check(tree: &Tree) {
    for (path, content) in tree.iter() {
        let text = std::str::from_utf8(content).unwrap_or_else(|_| panic!("{path} is not UTF-8"));
        // Stricter than rustc's lints `text_direction_codepoint_in_comment` and `…_in_literal`, which deny nine characters.
        assert_eq!(codegen_model::text::hidden(text).next(), None, "{path} has hidden characters");
        assert!(!text.contains(['\t', '\r']), "{path} has control characters");
        if path.ends_with(".rs") {
            once(path, text, check_source);
        }
    }
    check_module_files(tree);
    check_manifest(text_of(tree, "Cargo.toml"));
    check_markdown("README.md", text_of(tree, "README.md"));
}

/// Checks a file unless the same one has passed before: the crates of most tests differ in a few files.
fn once(path: &str, text: &str, check: impl Fn(&str, &str)) {
    static PASSED: LazyLock<(RandomState, Mutex<HashSet<u64>>)> = LazyLock::new(Default::default);
    let passed = || PASSED.1.lock().unwrap_or_else(PoisonError::into_inner);
    let hash = PASSED.0.hash_one((path, text));
    if !passed().contains(&hash) {
        check(path, text);
        passed().insert(hash);
    }
}

fn text_of<'t>(tree: &'t Tree, path: &str) -> &'t str {
    std::str::from_utf8(tree.get(path).unwrap_or_default()).unwrap_or_default()
}

/// Checks one file: valid Rust, no marker outside literals, no duplicate names, harmless documentation.
fn check_source(path: &str, text: &str) {
    let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}\n{}", excerpt(text)));
    assert!(
        !mentions(text.parse().expect("tokens"), MARKER),
        "{path} has text of a schema as code:\n{}",
        excerpt(text)
    );
    assert_unique(path, file.items.iter().flat_map(names_of));
    for item in &file.items {
        if let syn::Item::Impl(item) = item {
            assert_unique(path, item.items.iter().filter_map(function));
        }
    }
    check_documentation(path, file.into_token_stream());
}

/// Returns the names that an item declares, each with its namespace.
fn names_of(item: &syn::Item) -> Vec<String> {
    match item {
        syn::Item::Struct(item) => {
            assert_unique("the fields", item.fields.iter().filter_map(|field| Some(field.ident.as_ref()?.to_string())));
            vec![format!("type {}", item.ident)]
        }
        syn::Item::Enum(item) => {
            assert_unique("the variants", item.variants.iter().map(|variant| variant.ident.to_string()));
            vec![format!("type {}", item.ident)]
        }
        syn::Item::Mod(item) => vec![format!("type {}", item.ident)],
        syn::Item::Fn(item) => vec![format!("value {}", item.sig.ident)],
        _ => Vec::new(),
    }
}

fn function(item: &syn::ImplItem) -> Option<String> {
    if let syn::ImplItem::Fn(item) = item { Some(item.sig.ident.to_string()) } else { None }
}

fn assert_unique(place: &str, names: impl Iterator<Item = String>) {
    let mut seen = BTreeSet::new();
    for name in names {
        assert!(seen.insert(name.clone()), "{place}: duplicate name `{name}`");
    }
}

/// Whether an identifier in these tokens contains `word`.
fn mentions(tokens: TokenStream, word: &str) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(name) => name.to_string().contains(word),
        TokenTree::Group(group) => mentions(group.stream(), word),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

/// Checks documentation as rustdoc reads it: consecutive `#[doc = "…"]` are joined, then parsed as Markdown.
fn check_documentation(path: &str, tokens: TokenStream) {
    let mut page = String::new();
    for token in tokens {
        match &token {
            TokenTree::Group(group) if group.delimiter() == proc_macro2::Delimiter::Bracket => {
                if let Some(line) = doc_line(group.stream()) {
                    page.push_str(&format!("{line}\n"));
                    continue;
                }
            }
            TokenTree::Group(group) => check_documentation(path, group.stream()),
            TokenTree::Punct(punct) if matches!(punct.as_char(), '#' | '!') => continue,
            _ => {}
        }
        check_markdown(path, &std::mem::take(&mut page));
    }
    check_markdown(path, &page);
}

/// Returns the line of `doc = "…"`.
fn doc_line(tokens: TokenStream) -> Option<String> {
    let doc: syn::MetaNameValue =
        syn::parse2(tokens).ok().filter(|doc: &syn::MetaNameValue| doc.path.is_ident("doc"))?;
    let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(line), .. }) = doc.value else { return None };
    let line = line.value();
    assert!(!line.contains('\n'), "a doc attribute has more than one line: {line:?}");
    Some(line.strip_prefix(' ').map_or(line.clone(), str::to_owned))
}

/// Checks Markdown: no HTML, and no code except the generator's examples, which have text of schemas in literals only.
fn check_markdown(path: &str, text: &str) {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut code = None;
    for event in Parser::new_ext(text, options | Options::ENABLE_TASKLISTS) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => panic!("{path}: HTML {html:?} in\n{}", excerpt(text)),
            // Code in a text stays code, which rustdoc neither compiles nor runs.
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) if &*language == "text" => {}
            // The commands that install the crate.
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language)))
                if &*language == "sh" && path == "README.md" => {}
            Event::Start(Tag::CodeBlock(_)) => code = Some(String::new()),
            Event::Text(line) if code.is_some() => code.iter_mut().for_each(|code| code.push_str(&line)),
            Event::End(TagEnd::CodeBlock) => {
                if let Some(code) = code.take() {
                    check_example(path, &code, text);
                }
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                // The guide at the root names items of the runtime, and modules name their operations.
                let item = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == ':';
                let target = dest_url.strip_prefix("mod@").unwrap_or(&dest_url);
                let known = dest_url.starts_with("http") || path.ends_with(".rs") && target.chars().all(item);
                assert!(known, "{path}: a link to {dest_url:?} in\n{}", excerpt(text));
            }
            _ => {}
        }
    }
}

fn check_example(path: &str, code: &str, text: &str) {
    let visible: String = code.lines().map(|line| format!("{}\n", line.strip_prefix("# ").unwrap_or(line))).collect();
    // Examples with hidden lines are complete; others are the body of a function.
    let complete = if code.lines().any(|line| line.starts_with("# ")) {
        visible
    } else {
        assert!(code.starts_with("use "), "{path}: not the generator's example: {code:?} in\n{}", excerpt(text));
        format!("async fn example() {{ {code} }}")
    };
    let tokens: TokenStream = complete.parse().unwrap_or_else(|error| panic!("{path}: {error}\n{complete}"));
    assert!(!mentions(tokens, MARKER), "{path}: an example has text of a schema as code:\n{complete}");
    syn::parse_file(&complete).unwrap_or_else(|error| panic!("{path}: {error}\n{complete}"));
}

/// Checks that each `mod` has one file, and each file one `mod`.
fn check_module_files(tree: &Tree) {
    let mut expected = BTreeSet::from(["src/lib.rs".to_owned()]);
    let mut open = vec![("src/lib.rs".to_owned(), "src".to_owned())];
    while let Some((file, folder)) = open.pop() {
        for item in syn::parse_file(text_of(tree, &file)).expect("Rust").items {
            let syn::Item::Mod(item) = item else { continue };
            let name = item.ident.to_string();
            let places = [format!("{folder}/{name}.rs"), format!("{folder}/{name}/mod.rs")];
            let found: Vec<_> = places.iter().filter(|path| tree.get(path).is_some()).collect();
            assert_eq!(found.len(), 1, "`mod {name};` of {file} has these files: {found:?}");
            expected.insert(found[0].clone());
            open.push((found[0].clone(), format!("{folder}/{name}")));
        }
    }
    let files = tree.iter().map(|(path, _)| path.to_owned()).filter(|path| path.ends_with(".rs"));
    assert_eq!(files.collect::<BTreeSet<_>>(), expected, "the files and the modules");
}

/// The keys of `[package]`, sorted.
const PACKAGE_KEYS: [&str; 11] = [
    "categories",
    "description",
    "documentation",
    "edition",
    "keywords",
    "license",
    "metadata",
    "name",
    "readme",
    "rust-version",
    "version",
];

/// Checks that the manifest has the expected keys and no others. The repository is optional.
fn check_manifest(text: &str) {
    let manifest: toml::Table = text.parse().unwrap_or_else(|error| panic!("Cargo.toml: {error}\n{}", excerpt(text)));
    let keys: Vec<_> = manifest.keys().map(String::as_str).collect();
    assert_eq!(keys, ["dependencies", "features", "package"], "{}", excerpt(text));
    let dependencies: Vec<_> = manifest["dependencies"].as_table().expect("a table").keys().collect();
    assert_eq!(dependencies, ["tencentcloud-runtime"], "{}", excerpt(text));
    let package = manifest["package"].as_table().expect("a table").keys().map(String::as_str);
    let package: Vec<_> = package.filter(|key| *key != "repository").collect();
    assert_eq!(package, PACKAGE_KEYS, "{}", excerpt(text));
}

/// Shortens a text for a message: lines with the marker, or the first lines.
fn excerpt(text: &str) -> String {
    let marked = text.contains(MARKER);
    let lines = text.lines().filter(|line| !marked || line.contains(MARKER)).take(10);
    lines.map(|line| line.chars().take(200).chain(['\n']).collect::<String>()).collect()
}
