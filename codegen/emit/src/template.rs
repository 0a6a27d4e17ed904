//! Renders the templates of documents.

use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, UndefinedBehavior, Value};

/// A template that cannot be rendered: a bug in the generator, not a problem in a schema.
#[derive(Debug)]
pub struct Error {
    path: String,
    source: minijinja::Error,
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "cannot render the template of `{}`", self.path)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

/// Renders the document at `path`.
///
/// # Errors
///
/// Fails if the template is not valid, or uses something that `view` does not have.
pub fn render(path: &str, template: &str, view: &Value) -> Result<String, Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build();
    let rendered = syntax.and_then(|syntax| {
        environment.set_syntax(syntax);
        environment.render_str(template, view)
    });
    rendered.map_err(|source| Error { path: path.to_owned(), source })
}
