//! Which operations a Rust application uses. Knows paths and imports; no types, so that what is only mentioned counts.
//!
//! An operation is used where its type is named: `ims::ImageModeration`, or `ImageModeration` where a `use` in the same
//! file brings it there, under whatever name. The words count also inside macros.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use syn::UseTree;

use codegen_model::{Model, Service};

/// The operations that a source text uses, such as `ims:ImageModeration`, and, where it waits for what one submits, those
/// that are asked.
///
/// # Errors
///
/// Fails where the text is no Rust.
pub fn uses(model: &Model, text: &str) -> Result<BTreeSet<String>, String> {
    let tokens: TokenStream = text.parse().map_err(|error| format!("{error}"))?;
    let mut file = File { model, names: BTreeMap::new(), globs: Vec::new(), found: BTreeSet::new(), waits: false };
    file.imports(tokens.clone());
    file.paths(tokens);
    let waits = file.waits;
    let asked = file.found.iter().filter(|_| waits).filter_map(|found| asked(model, found));
    Ok(asked.chain(file.found.iter().cloned()).collect())
}

/// The operation that is asked for the result of a submission.
fn asked(model: &Model, submission: &str) -> Option<String> {
    let waiter = codegen_model::views::policy::find(model, submission).ok()?.operation.waiter.as_ref()?;
    Some(format!("{}:{}", submission.split(':').next()?, waiter.query))
}

/// What only somebody writes who waits for a result.
const WAITING: [&str; 3] = ["send_and_wait", "Wait", "Poller"];

struct File<'m> {
    model: &'m Model,
    /// What a name stands for that a `use` has brought here.
    names: BTreeMap<String, Vec<String>>,
    /// The paths that end in `::*`.
    globs: Vec<Vec<String>>,
    found: BTreeSet<String>,
    /// Whether results are waited for.
    waits: bool,
}

impl File<'_> {
    /// Takes in every `use`, wherever it stands.
    fn imports(&mut self, tokens: TokenStream) {
        let mut tokens = tokens.into_iter();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Group(group) => self.imports(group.stream()),
                TokenTree::Ident(word) if word == "use" => {
                    let is_end = |token: &TokenTree| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ';');
                    let rest: TokenStream = tokens.by_ref().take_while(|token| !is_end(token)).collect();
                    // A `use` of precise capturing, `impl Trait + use<'a>`, is no import.
                    if let Ok(item) = syn::parse2::<syn::ItemUse>(quote::quote!(use #rest;)) {
                        self.import(Vec::new(), &item.tree);
                    }
                }
                _ => {}
            }
        }
    }

    fn import(&mut self, mut path: Vec<String>, tree: &UseTree) {
        match tree {
            UseTree::Path(part) => {
                path.push(part.ident.to_string());
                self.import(path, &part.tree);
            }
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.import(path.clone(), tree)),
            UseTree::Glob(_) => self.globs.push(path),
            UseTree::Name(name) if name.ident == "self" => self.bring(path.last().cloned(), path),
            UseTree::Name(name) => {
                path.push(name.ident.to_string());
                self.bring(Some(name.ident.to_string()), path);
            }
            UseTree::Rename(rename) => {
                if rename.ident != "self" {
                    path.push(rename.ident.to_string());
                }
                self.bring(Some(rename.rename.to_string()), path);
            }
        }
    }

    fn bring(&mut self, name: Option<String>, path: Vec<String>) {
        self.names.extend(name.map(|name| (name, path)));
    }

    /// Looks at every path.
    fn paths(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match &token {
                TokenTree::Punct(mark) if mark.as_char() == ':' => {
                    colons += 1;
                    continue;
                }
                TokenTree::Ident(word) => {
                    if colons != 2 {
                        self.path(&std::mem::take(&mut path));
                    }
                    path.push(word.to_string());
                }
                TokenTree::Group(group) => {
                    self.path(&std::mem::take(&mut path));
                    self.paths(group.stream());
                }
                _ => self.path(&std::mem::take(&mut path)),
            }
            colons = 0;
        }
        self.path(&path);
    }

    fn path(&mut self, path: &[String]) {
        let Some(first) = path.first() else { return };
        self.waits |= WAITING.contains(&first.as_str());
        let full = match self.names.get(first) {
            Some(brought) => [brought, &path[1..]].concat(),
            None => path.to_vec(),
        };
        let through_globs = self.globs.iter().map(|glob| [glob, path].concat());
        let operation = std::iter::once(full).chain(through_globs).find_map(|path| operation(self.model, &path));
        self.found.extend(operation);
    }
}

/// The operation that a path names: module, perhaps folders or a version below it, and the operation's type.
fn operation(model: &Model, path: &[String]) -> Option<String> {
    path.iter().enumerate().find_map(|(index, part)| {
        let services = model.services.iter().filter(|service| service.module == *part);
        services.into_iter().find_map(|service| below(service, &path[index + 1..]))
    })
}

fn below(service: &Service, path: &[String]) -> Option<String> {
    let folders: BTreeSet<&str> = service.units.iter().flat_map(|unit| &unit.path).map(String::as_str).collect();
    let name = path.iter().find(|part| !folders.contains(part.as_str()))?;
    let operation = service.operations.iter().find(|operation| operation.rust_name == *name)?;
    Some(format!("{}:{}", service.module, operation.name))
}

#[cfg(test)]
mod tests;
