//! What must hold of every crate that is made, whatever the schemas were: it is Rust, its names are unique, and no text
//! of a schema is anywhere but in literals and documentation.

use std::collections::BTreeSet;

use codegen_emit::write::Tree;
use proc_macro2::{TokenStream, TokenTree};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use quote::ToTokens;

/// What hostile texts contain. As code, it would be a call.
pub const MARKER: &str = "PWNED";

/// Checks a crate.
pub fn check(tree: &Tree) {
    for (path, content) in tree.iter() {
        let text = std::str::from_utf8(content).unwrap_or_else(|_| panic!("{path} is not UTF-8"));
        assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{path} has control characters");
        if path.ends_with(".rs") {
            source(path, text);
        }
    }
    module_files(tree);
    manifest(text_of(tree, "Cargo.toml"));
    prose("README.md", text_of(tree, "README.md"));
}

fn text_of<'t>(tree: &'t Tree, path: &str) -> &'t str {
    std::str::from_utf8(tree.get(path).unwrap_or_default()).unwrap_or_default()
}

/// One file: Rust, without the marker outside literals, without a name twice in one place, with harmless documentation.
fn source(path: &str, text: &str) {
    let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}\n{}", short(text)));
    assert!(!mentions(text.parse().expect("tokens"), MARKER), "{path} has code of a schema:\n{}", short(text));
    unique(path, file.items.iter().flat_map(names_of));
    for item in &file.items {
        if let syn::Item::Impl(item) = item {
            unique(path, item.items.iter().filter_map(function));
        }
    }
    documentation(path, file.into_token_stream());
}

/// The names that an item brings, each with its namespace.
fn names_of(item: &syn::Item) -> Vec<String> {
    match item {
        syn::Item::Struct(item) => {
            unique("the fields", item.fields.iter().filter_map(|field| Some(field.ident.as_ref()?.to_string())));
            vec![format!("type {}", item.ident)]
        }
        syn::Item::Enum(item) => {
            unique("the variants", item.variants.iter().map(|variant| variant.ident.to_string()));
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

fn unique(place: &str, names: impl Iterator<Item = String>) {
    let mut seen = BTreeSet::new();
    for name in names {
        assert!(seen.insert(name.clone()), "{place}: `{name}` is there twice");
    }
}

/// Whether an identifier of these tokens is `word`.
fn mentions(tokens: TokenStream, word: &str) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(name) => name.to_string().contains(word),
        TokenTree::Group(group) => mentions(group.stream(), word),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

/// Documentation is read as rustdoc reads it: runs of `#[doc = "…"]` joined, then Markdown.
fn documentation(path: &str, tokens: TokenStream) {
    let mut page = String::new();
    for token in tokens {
        match &token {
            TokenTree::Group(group) if group.delimiter() == proc_macro2::Delimiter::Bracket => {
                if let Some(line) = doc_line(group.stream()) {
                    page.push_str(&format!("{line}\n"));
                    continue;
                }
            }
            TokenTree::Group(group) => documentation(path, group.stream()),
            TokenTree::Punct(punct) if matches!(punct.as_char(), '#' | '!') => continue,
            _ => {}
        }
        prose(path, &std::mem::take(&mut page));
    }
    prose(path, &page);
}

/// The line that `doc = "…"` says.
fn doc_line(tokens: TokenStream) -> Option<String> {
    let doc: syn::MetaNameValue =
        syn::parse2(tokens).ok().filter(|doc: &syn::MetaNameValue| doc.path.is_ident("doc"))?;
    let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(line), .. }) = doc.value else { return None };
    let line = line.value();
    assert!(!line.contains('\n'), "a line of documentation is one line: {line:?}");
    Some(line.strip_prefix(' ').map_or(line.clone(), str::to_owned))
}

/// No HTML, and no code but the generator's own examples, in which a schema's text is in literals only.
fn prose(path: &str, text: &str) {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut code = None;
    for event in Parser::new_ext(text, options | Options::ENABLE_TASKLISTS) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => panic!("{path}: HTML {html:?} in\n{}", short(text)),
            Event::Start(Tag::CodeBlock(_)) => code = Some(String::new()),
            Event::Text(line) if code.is_some() => code.iter_mut().for_each(|code| code.push_str(&line)),
            Event::End(TagEnd::CodeBlock) => example(path, &code.take().unwrap_or_default(), text),
            Event::Start(Tag::Link { dest_url, .. }) => {
                // The guide at the root names items of the runtime.
                let item = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == ':';
                let known = dest_url.starts_with("http") || path == "src/lib.rs" && dest_url.chars().all(item);
                assert!(known, "{path}: a link to {dest_url:?} in\n{}", short(text));
            }
            _ => {}
        }
    }
}

fn example(path: &str, code: &str, text: &str) {
    let visible: String = code.lines().map(|line| format!("{}\n", line.strip_prefix("# ").unwrap_or(line))).collect();
    // Lines for the compiler make a whole of it; without them it is what stands in a function.
    let whole = if code.lines().any(|line| line.starts_with("# ")) {
        visible
    } else {
        assert!(code.starts_with("use "), "{path}: not the generator's example: {code:?} in\n{}", short(text));
        format!("async fn example() {{ {code} }}")
    };
    let tokens: TokenStream = whole.parse().unwrap_or_else(|error| panic!("{path}: {error}\n{whole}"));
    assert!(!mentions(tokens, MARKER), "{path}: an example has code of a schema:\n{whole}");
    syn::parse_file(&whole).unwrap_or_else(|error| panic!("{path}: {error}\n{whole}"));
}

/// Each `mod` has one file, and each file one `mod`.
fn module_files(tree: &Tree) {
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

/// The manifest has the expected keys and no others. The repository is optional.
fn manifest(text: &str) {
    let manifest: toml::Table = text.parse().unwrap_or_else(|error| panic!("Cargo.toml: {error}\n{}", short(text)));
    let keys: Vec<_> = manifest.keys().map(String::as_str).collect();
    assert_eq!(keys, ["dependencies", "features", "package"], "{}", short(text));
    let dependencies: Vec<_> = manifest["dependencies"].as_table().expect("a table").keys().collect();
    assert_eq!(dependencies, ["tencentcloud-runtime"], "{}", short(text));
    let package = manifest["package"].as_table().expect("a table").keys().map(String::as_str);
    let package: Vec<_> = package.filter(|key| *key != "repository").collect();
    assert_eq!(package, PACKAGE_KEYS, "{}", short(text));
}

/// The lines of a text that a person has to see: those with the marker, or the first; not all of a long one.
fn short(text: &str) -> String {
    let marked = text.contains(MARKER);
    let lines = text.lines().filter(|line| !marked || line.contains(MARKER)).take(10);
    lines.map(|line| line.chars().take(200).chain(['\n']).collect::<String>()).collect()
}
