//! The items of a module, in order: code that prettyplease lays out, and tables that are text already.

use proc_macro2::TokenStream;

/// The items of a module.
#[derive(Default)]
pub struct Items(Vec<Item>);

enum Item {
    Code(TokenStream),
    Table(String),
    LaidOut(TokenStream, String),
}

impl Items {
    /// Adds code.
    pub fn code(&mut self, tokens: TokenStream) {
        if !tokens.is_empty() {
            self.0.push(Item::Code(tokens));
        }
    }

    /// Adds a table.
    pub fn table(&mut self, text: String) {
        self.0.push(Item::Table(text));
    }

    /// Adds code that is laid out already, with the names that it mentions.
    pub fn laid_out(&mut self, mentioned: TokenStream, text: String) {
        self.0.push(Item::LaidOut(mentioned, text));
    }

    /// The tokens of the code.
    pub fn tokens(&self) -> impl Iterator<Item = &TokenStream> {
        self.0.iter().filter_map(|item| match item {
            Item::Code(tokens) | Item::LaidOut(tokens, _) => Some(tokens),
            Item::Table(_) => None,
        })
    }

    /// The items as text, each with a blank line behind it but the last.
    ///
    /// # Errors
    ///
    /// Fails where code is no Rust.
    pub fn lay_out(self, code: impl Fn(TokenStream) -> Result<String, syn::Error>) -> Result<String, syn::Error> {
        let texts: Result<Vec<_>, _> = self
            .0
            .into_iter()
            .map(|item| match item {
                Item::Code(tokens) => code(tokens),
                Item::Table(text) | Item::LaidOut(_, text) => Ok(text),
            })
            .collect();
        Ok(texts?.join("\n"))
    }
}
