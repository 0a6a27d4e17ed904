//! Finds the operations that a Rust application uses, from tokens. Resolves paths and imports, but no types.
//!
//! An operation is used if its type is named: `ims::ImageModeration`, or any name that a `use` in the same file imports it
//! as. Names inside macros count too.

mod depth;
mod lines;

pub use lines::{lines, member_lines};

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use syn::UseTree;

use codegen_model::{Model, Service};

/// Returns the operations that a source file uses, such as `ims:ImageModeration`. If the file waits for results, the
/// operations that waiters poll are included.
///
/// # Errors
///
/// Returns the reason if the text is not valid Rust, or nests too deep.
pub fn uses(model: &Model, text: &str) -> Result<BTreeSet<String>, String> {
    let tokens = depth::tokens(text)?;
    let mut file = File { model, imports: BTreeMap::new(), globs: Vec::new(), used: BTreeSet::new(), waits: false };
    file.collect_imports(tokens.clone());
    file.collect_uses(tokens);
    let waiting = file.used.iter().filter(|_| file.waits);
    let polled = waiting.filter_map(|operation| polled_operation(model, operation));
    Ok(polled.chain(file.used.iter().cloned()).collect())
}

/// Returns the operation that the waiter of another one polls.
fn polled_operation(model: &Model, submission: &str) -> Option<String> {
    let waiter = codegen_model::views::policy::find(model, submission).ok()?.operation.waiter.as_ref()?;
    Some(format!("{}:{}", submission.split(':').next()?, waiter.query))
}

/// Names that only code that waits for results contains.
const WAITING: [&str; 3] = ["send_and_wait", "Wait", "Poller"];

struct File<'m> {
    model: &'m Model,
    /// The paths of imported names.
    imports: BTreeMap<String, Vec<String>>,
    /// The paths of glob imports.
    globs: Vec<Vec<String>>,
    used: BTreeSet<String>,
    /// Whether the file waits for results.
    waits: bool,
}

impl File<'_> {
    /// Collects every `use` in any scope.
    fn collect_imports(&mut self, tokens: TokenStream) {
        let mut tokens = tokens.into_iter();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Group(group) => self.collect_imports(group.stream()),
                TokenTree::Ident(word) if word == "use" => {
                    let is_end = |token: &TokenTree| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ';');
                    let rest: TokenStream = tokens.by_ref().take_while(|token| !is_end(token)).collect();
                    // Precise capturing, `impl Trait + use<'a>`, is not an import.
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
            UseTree::Name(name) if name.ident == "self" => self.add_import(path.last().cloned(), path),
            UseTree::Name(name) => {
                path.push(name.ident.to_string());
                self.add_import(Some(name.ident.to_string()), path);
            }
            UseTree::Rename(rename) => {
                if rename.ident != "self" {
                    path.push(rename.ident.to_string());
                }
                self.add_import(Some(rename.rename.to_string()), path);
            }
        }
    }

    fn add_import(&mut self, name: Option<String>, path: Vec<String>) {
        self.imports.extend(name.map(|name| (name, path)));
    }

    /// Collects the operations that paths name.
    fn collect_uses(&mut self, tokens: TokenStream) {
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
                        self.add_path(&std::mem::take(&mut path));
                    }
                    path.push(word.to_string());
                }
                TokenTree::Group(group) => {
                    self.add_path(&std::mem::take(&mut path));
                    self.collect_uses(group.stream());
                }
                _ => self.add_path(&std::mem::take(&mut path)),
            }
            colons = 0;
        }
        self.add_path(&path);
    }

    fn add_path(&mut self, path: &[String]) {
        let Some(first) = path.first() else { return };
        self.waits |= WAITING.contains(&first.as_str());
        let full = match self.imports.get(first) {
            Some(imported) => [imported, &path[1..]].concat(),
            None => path.to_vec(),
        };
        let through_globs = self.globs.iter().map(|glob| [glob, path].concat());
        let operation = std::iter::once(full).chain(through_globs).find_map(|path| operation(self.model, &path));
        self.used.extend(operation);
    }
}

/// Returns the operation that a path names: a module, optionally folders or a version, and the operation's type.
fn operation(model: &Model, path: &[String]) -> Option<String> {
    path.iter().enumerate().find_map(|(index, part)| {
        let services = model.services.iter().filter(|service| service.module == *part);
        services.into_iter().find_map(|service| operation_in(service, &path[index + 1..]))
    })
}

fn operation_in(service: &Service, path: &[String]) -> Option<String> {
    let folders: BTreeSet<&str> = service.units.iter().flat_map(|unit| &unit.path).map(String::as_str).collect();
    let name = path.iter().find(|part| !folders.contains(part.as_str()))?;
    let operation = service.operations.iter().find(|operation| operation.rust_name == *name)?;
    Some(format!("{}:{}", service.module, operation.name))
}

#[cfg(test)]
mod tests;
