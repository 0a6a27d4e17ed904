//! The addresses of files in a repository on GitHub, for links in reports.

use anyhow::Result;
use codegen_diff::render::Links;

use super::git;
use super::input::Input;

/// Checks the address of a repository.
pub fn repository(text: &str) -> Result<String, String> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~/:".contains(c);
    let is_address = text.starts_with("https://") && text.chars().all(is_plain);
    let address = is_address.then(|| text.trim_end_matches('/').to_owned());
    address.ok_or_else(|| "expected the address of a repository, such as https://github.com/owner/name".to_owned())
}

/// Returns the repository of the workflow that runs this command.
pub fn of_workflow() -> Option<String> {
    let variable = |name| std::env::var(name).ok();
    repository(&format!("{}/{}", variable("GITHUB_SERVER_URL")?, variable("GITHUB_REPOSITORY")?)).ok()
}

/// Returns the addresses of both sides. The working tree is that of the commit that is checked out.
pub fn links(repository: &str, base: &Input, head: &Input) -> Result<Links> {
    let address = |commit: &str| format!("{repository}/blob/{commit}/");
    let head = match &head.commit {
        Some(commit) => commit.clone(),
        None => git::commit("HEAD")?,
    };
    Ok(Links { base: base.commit.as_deref().map(address), head: Some(address(&head)) })
}

#[cfg(test)]
mod tests {
    use super::repository;

    #[test]
    fn an_address_is_plain() {
        assert_eq!(repository("https://github.com/a/b/").as_deref(), Ok("https://github.com/a/b"));
        for text in ["", "github.com/a/b", "javascript:alert(1)", "https://a b", "https://a/)[x](y"] {
            assert!(repository(text).is_err(), "{text}");
        }
    }
}
