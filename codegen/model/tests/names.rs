//! Generated names of published metadata are distinct in their scope, and no acronym in them is cut.

use std::collections::{BTreeMap, BTreeSet};

use codegen_model::rust_names::words::words;
use codegen_model::{Model, Shape};

use crate::metadata;

/// Acronyms that stay one word each.
const ACRONYMS: &[&str] = &[
    "api", "cidr", "cpu", "cve", "ddos", "dns", "eip", "eips", "etag", "gpu", "http", "https", "id", "ids", "ip",
    "ips", "ipv4", "ipv6", "json", "k8s", "md5", "sql", "ssl", "tcp", "tls", "uin", "uri", "url", "urls", "uuid",
    "vip", "vpc",
];

/// Names that only look mangled: an HTTP header, and a word that upstream writes in one.
const EXCEPTIONS: &[&str] = &["Sslid", "XForwardedFor"];

/// Loads the model of each folder.
fn models() -> impl Iterator<Item = Model> {
    metadata::folders().into_iter().map(|root| {
        let loaded =
            codegen_model::load_published(&root, &codegen_model::load::published::find(&root).expect("metadata"));
        loaded.model.unwrap_or_else(|| panic!("{:#?}", loaded.findings))
    })
}

#[test]
fn names_are_distinct_in_their_scope() {
    models().for_each(|model| names_differ(&model));
}

fn names_differ(model: &Model) {
    for service in &model.services {
        let types = service.all_shapes().map(|shape| &shape.rust_name);
        let types: Vec<_> = types.chain(service.operations.iter().map(|operation| &operation.rust_name)).collect();
        // An operation and its input share a type.
        let distinct: BTreeSet<_> = types.iter().collect();
        assert_eq!(distinct.len() + service.operations.len(), types.len(), "{}", service.name);
        service.all_shapes().for_each(|shape| members_differ(&service.name, shape));
    }
    let table = codegen_model::views::names::table(model);
    println!(
        "{} names, {} of them with another's taken",
        table.lines().count(),
        codegen_model::views::names::renamed(&table)
    );
}

fn members_differ(service: &str, shape: &Shape) {
    let distinct = |names: Vec<&String>| names.iter().collect::<BTreeSet<_>>().len() == shape.members.len();
    assert!(distinct(shape.members.iter().map(|member| &member.rust_name).collect()), "{service} {}", shape.name);
    if shape.in_input {
        assert!(distinct(shape.members.iter().map(|member| &member.setter).collect()), "{service} {}", shape.name);
    }
}

#[test]
fn no_name_looks_mangled() {
    models().for_each(|model| words_are_whole(&model));
}

fn words_are_whole(model: &Model) {
    let shapes = model.services.iter().flat_map(|service| service.all_shapes());
    let members = shapes.flat_map(|shape| shape.members.iter().map(|member| member.name.as_str()));
    let operations =
        model.services.iter().flat_map(|service| &service.operations).map(|operation| operation.name.as_str());
    let names: BTreeMap<&str, Vec<String>> = members.chain(operations).map(|name| (name, words(name))).collect();
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    names.values().flatten().for_each(|word| *uses.entry(word).or_default() += 1);
    let wrong = names.iter().filter(|(name, _)| !EXCEPTIONS.contains(name));
    let wrong =
        wrong.filter_map(|(name, words)| Some(format!("{name}: {}: {}", words.join("_"), suspicion(words, &uses)?)));
    let wrong: Vec<_> = wrong.collect();
    println!("{} different names, {} exceptions", names.len(), EXCEPTIONS.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Returns why a name looks mangled; `uses` counts in how many names each word is.
fn suspicion(words: &[String], uses: &BTreeMap<&str, usize>) -> Option<&'static str> {
    let known = |word: &str| word.len() > 2 && uses.get(word).is_some_and(|count| *count > 2);
    for (index, word) in words.iter().enumerate() {
        let next = words.get(index + 1).map_or("", String::as_str);
        if word.len() < 3 && !ACRONYMS.contains(&word.as_str()) && ACRONYMS.contains(&format!("{word}{next}").as_str())
        {
            return Some("an acronym is cut");
        }
        // `x_max` and `top_n` are words; in `h_ssd` a letter is left over.
        let is_letter = word.len() == 1 && words.len() > 1;
        if is_letter && !next.is_empty() && !known(next) {
            return Some("a letter is left over");
        }
        if word.bytes().all(|b| b.is_ascii_digit()) {
            return Some("digits stand alone");
        }
        let joined = |first: &&&str| word.strip_prefix(**first).is_some_and(|rest| ACRONYMS.contains(&rest));
        if !ACRONYMS.contains(&word.as_str()) && ACRONYMS.iter().find(joined).is_some() {
            return Some("two acronyms run into each other");
        }
    }
    None
}
