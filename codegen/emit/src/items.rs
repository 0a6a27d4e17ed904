//! The items of a module, in order: text that is laid out already, and code that prettyplease lays out. What is made
//! thousands of times is text; what is rare, or long, is code.

use std::collections::BTreeSet;

use proc_macro2::{TokenStream, TokenTree};

/// The items of a module, and the names that they mention.
#[derive(Default)]
pub struct Items {
    items: Vec<Item>,
    mentioned: BTreeSet<String>,
}

enum Item {
    Code(TokenStream),
    Text(String),
}

impl Items {
    /// Adds code.
    pub fn code(&mut self, tokens: TokenStream) {
        if !tokens.is_empty() {
            self.mention_all(tokens.clone());
            self.items.push(Item::Code(tokens));
        }
    }

    /// Adds what is laid out already.
    pub fn text(&mut self, text: String) {
        self.items.push(Item::Text(text));
    }

    /// Takes note of a name that a text mentions.
    pub fn mention(&mut self, name: &str) {
        if !self.mentioned.contains(name) {
            self.mentioned.insert(name.to_owned());
        }
    }

    /// Whether an item mentions a name.
    pub fn mentions(&self, name: &str) -> bool {
        self.mentioned.contains(name)
    }

    /// Takes note of the names in code, but for those behind `::`, which need no import.
    fn mention_all(&mut self, tokens: TokenStream) {
        let mut colons = 0;
        for token in tokens {
            let in_path = colons == 2;
            colons = if matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ':') { colons + 1 } else { 0 };
            match token {
                TokenTree::Ident(name) if !in_path => self.mention(&name.to_string()),
                TokenTree::Group(group) => self.mention_all(group.stream()),
                _ => {}
            }
        }
    }

    /// What is laid out already.
    #[cfg(test)]
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.items.iter().filter_map(|item| match item {
            Item::Code(_) => None,
            Item::Text(text) => Some(text.as_str()),
        })
    }

    /// The items as text behind a `head`, each with a blank line above it.
    ///
    /// # Errors
    ///
    /// Fails where code is no Rust.
    pub fn lay_out(
        self,
        head: &str,
        code: impl Fn(TokenStream) -> Result<String, syn::Error>,
    ) -> Result<String, syn::Error> {
        let lay_out = |item| match item {
            Item::Code(tokens) => code(tokens),
            Item::Text(text) => Ok(text),
        };
        let texts = self.items.into_iter().map(lay_out).collect::<Result<Vec<_>, _>>()?;
        let mut all = String::with_capacity(texts.iter().map(|text| text.len() + 1).sum::<usize>() + head.len() + 2);
        all.push_str(head);
        all.push('\n');
        for text in texts {
            all.push('\n');
            all.push_str(&text);
        }
        Ok(all)
    }
}
