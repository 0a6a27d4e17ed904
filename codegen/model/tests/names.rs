//! Tests the Rust names of all published metadata: they are unique, and no acronym is split. The metadata is not part of
//! the project; `TENCENTCLOUD_METADATA` names its folder.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use codegen_model::rust_names::words::words;
use codegen_model::{Model, Shape};

/// Acronyms that must not be split or joined.
const ACRONYMS: &[&str] = &[
    "api", "cidr", "cpu", "cve", "ddos", "dns", "eip", "eips", "etag", "gpu", "http", "https", "id", "ids", "ip",
    "ips", "ipv4", "ipv6", "json", "k8s", "md5", "sql", "ssl", "tcp", "tls", "uin", "uri", "url", "urls", "uuid",
    "vip", "vpc",
];

/// Names that look wrong but are not: an HTTP header, and a name that upstream spells as one word.
const EXCEPTIONS: &[&str] = &["Sslid", "XForwardedFor"];

fn model() -> Option<Model> {
    let Some(root) = std::env::var_os("TENCENTCLOUD_METADATA") else {
        println!("skipped: TENCENTCLOUD_METADATA names no folder of published metadata");
        return None;
    };
    let root = Path::new(&root);
    let loaded = codegen_model::load_published(root, &codegen_model::load::published::find(root).expect("metadata"));
    Some(loaded.model.unwrap_or_else(|| panic!("{:#?}", loaded.findings)))
}

#[test]
fn names_are_unique_in_their_scope() {
    let Some(model) = model() else { return };
    for service in &model.services {
        let types = service.all_shapes().map(|shape| &shape.rust_name);
        let types: Vec<_> = types.chain(service.operations.iter().map(|operation| &operation.rust_name)).collect();
        // The input of an operation has the name of the operation.
        let distinct: BTreeSet<_> = types.iter().collect();
        assert_eq!(distinct.len() + service.operations.len(), types.len(), "{}", service.name);
        service.all_shapes().for_each(|shape| assert_unique_members(&service.name, shape));
    }
    let table = codegen_model::views::names::table(&model);
    println!("{} names, {} of them renamed", table.lines().count(), codegen_model::views::names::renamed(&table));
}

fn assert_unique_members(service: &str, shape: &Shape) {
    let distinct = |names: Vec<&String>| names.iter().collect::<BTreeSet<_>>().len() == shape.members.len();
    assert!(distinct(shape.members.iter().map(|member| &member.rust_name).collect()), "{service} {}", shape.name);
    if shape.in_input {
        assert!(distinct(shape.members.iter().map(|member| &member.setter).collect()), "{service} {}", shape.name);
    }
}

#[test]
fn names_are_split_correctly() {
    let Some(model) = model() else { return };
    let shapes = model.services.iter().flat_map(|service| service.all_shapes());
    let members = shapes.flat_map(|shape| shape.members.iter().map(|member| member.name.as_str()));
    let operations =
        model.services.iter().flat_map(|service| &service.operations).map(|operation| operation.name.as_str());
    let names: BTreeMap<&str, Vec<String>> = members.chain(operations).map(|name| (name, words(name))).collect();
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    names.values().flatten().for_each(|word| *uses.entry(word).or_default() += 1);
    let wrong = names.iter().filter(|(name, _)| !EXCEPTIONS.contains(name));
    let wrong =
        wrong.filter_map(|(name, words)| Some(format!("{name}: {}: {}", words.join("_"), problem(words, &uses)?)));
    let wrong: Vec<_> = wrong.collect();
    println!("{} different names, {} exceptions", names.len(), EXCEPTIONS.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Returns why the words of a name look wrong. `uses` counts the names with each word.
fn problem(words: &[String], uses: &BTreeMap<&str, usize>) -> Option<&'static str> {
    let known = |word: &str| word.len() > 2 && uses.get(word).is_some_and(|count| *count > 2);
    for (index, word) in words.iter().enumerate() {
        let next = words.get(index + 1).map_or("", String::as_str);
        if word.len() < 3 && !ACRONYMS.contains(&word.as_str()) && ACRONYMS.contains(&format!("{word}{next}").as_str())
        {
            return Some("an acronym is split");
        }
        // The single letters of `x_max` and `top_n` are words, but that of `h_ssd` is a remainder.
        let is_letter = word.len() == 1 && words.len() > 1;
        if is_letter && !next.is_empty() && !known(next) {
            return Some("a single letter remains");
        }
        if word.bytes().all(|b| b.is_ascii_digit()) {
            return Some("digits are a word of their own");
        }
        let joined = |first: &&&str| word.strip_prefix(**first).is_some_and(|rest| ACRONYMS.contains(&rest));
        if !ACRONYMS.contains(&word.as_str()) && ACRONYMS.iter().find(joined).is_some() {
            return Some("two acronyms are joined");
        }
    }
    None
}
