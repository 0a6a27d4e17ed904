//! Each environment variable that the documentation names is covered by a test.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::page::all;
use crate::support::root;

/// The variables, and the file with the tests that set them.
const COVERED: [(&str, &str); 33] = [
    ("ALL_PROXY", "runtime/tests/network/proxies.rs"),
    ("CLICOLOR_FORCE", "tools/tests/program.rs"),
    ("HTTPS_PROXY", "runtime/tests/network/proxies.rs"),
    ("HTTP_PROXY", "runtime/tests/network/proxies.rs"),
    ("NO_COLOR", "tools/tests/program.rs"),
    ("NO_PROXY", "runtime/tests/network/proxies.rs"),
    ("QCLOUD_SECRET_TOKEN", "runtime/tests/credentials/variables.rs"),
    ("SSL_CERT_DIR", "runtime/tests/network/tls.rs"),
    ("SSL_CERT_FILE", "runtime/tests/network/tls.rs"),
    ("TCCLI_PROFILE", "runtime/tests/credentials/tccli.rs"),
    ("TENCENTCLOUD_CREDENTIALS_FILE", "runtime/tests/credentials/profile.rs"),
    ("TENCENTCLOUD_DOMAIN", "runtime/tests/credentials/settings.rs"),
    ("TENCENTCLOUD_ENDPOINT", "runtime/tests/credentials/settings.rs"),
    ("TENCENTCLOUD_HISTORY", "tests/src/metadata.rs"),
    ("TENCENTCLOUD_METADATA", "tests/src/metadata.rs"),
    ("TENCENTCLOUD_PROFILE", "runtime/tests/credentials/profile.rs"),
    ("TENCENTCLOUD_REGION", "runtime/tests/credentials/settings.rs"),
    ("TENCENTCLOUD_ROLE_ARN", "runtime/tests/credentials/variables.rs"),
    ("TENCENTCLOUD_ROLE_SESSION_NAME", "runtime/tests/credentials/variables.rs"),
    ("TENCENTCLOUD_SECRETID", "runtime/tests/credentials/variables.rs"),
    ("TENCENTCLOUD_SECRETKEY", "runtime/tests/credentials/variables.rs"),
    ("TENCENTCLOUD_SECRET_ID", "runtime/tests/credentials/variables.rs"),
    ("TENCENTCLOUD_SECRET_KEY", "runtime/tests/credentials/variables.rs"),
    ("TENCENTCLOUD_SECURITY_TOKEN", "runtime/tests/credentials/variables.rs"),
    ("TENCENTCLOUD_SESSIONTOKEN", "runtime/tests/credentials/variables.rs"),
    ("TENCENTCLOUD_SESSION_TOKEN", "runtime/tests/credentials/variables.rs"),
    ("TENCENTCLOUD_SHARED_CREDENTIALS_DIR", "runtime/tests/credentials/tccli.rs"),
    ("TENCENTCLOUD_SITE", "runtime/tests/credentials/settings.rs"),
    ("TENCENTCLOUD_TOKEN", "runtime/tests/credentials/variables.rs"),
    ("TKE_PROVIDER_ID", "runtime/tests/credentials/web_identity.rs"),
    ("TKE_REGION", "runtime/tests/credentials/web_identity.rs"),
    ("TKE_ROLE_ARN", "runtime/tests/credentials/web_identity.rs"),
    ("TKE_WEB_IDENTITY_TOKEN_FILE", "runtime/tests/credentials/web_identity.rs"),
];

/// Variables of others, and words that look like variables.
const OTHERS: [&str; 3] = ["CODE_OF_CONDUCT", "STANDARD_IA", "XDG_CACHE_HOME"];

/// What the names of variables in the documentation of code begin or end with. Constants have other names.
const STARTS: [&str; 5] = ["TENCENTCLOUD_", "TCCLI_", "TKE_", "QCLOUD_", "SSL_CERT_"];
const END: &str = "_PROXY";

#[test]
fn every_documented_variable_is_covered_by_a_test() {
    let covered: BTreeSet<_> = COVERED.iter().map(|(name, _)| (*name).to_owned()).collect();
    let documented: BTreeSet<_> = documented().into_iter().filter(|name| !OTHERS.contains(&name.as_str())).collect();
    let missing: Vec<_> = documented.difference(&covered).collect();
    assert!(missing.is_empty(), "documented, but not covered by a test: {missing:?}");
    let unknown: Vec<_> = covered.difference(&documented).collect();
    assert!(unknown.is_empty(), "covered by a test, but not documented: {unknown:?}");
}

#[test]
fn the_tests_set_the_variables() {
    for (name, file) in COVERED {
        let text = fs::read_to_string(root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert!(text.contains(&format!("\"{name}\"")), "{file} does not mention `{name}`");
    }
}

/// The variables in the documents and in the documentation of the runtime.
fn documented() -> BTreeSet<String> {
    let pages = all().into_iter().flat_map(|page| names(&text_of(&page.path)));
    let is_variable = |name: &String| STARTS.iter().any(|start| name.starts_with(start)) || name.ends_with(END);
    let code = names(&documentation_in(&root().join("runtime/src"))).into_iter().filter(is_variable);
    pages.chain(code).collect()
}

fn text_of(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The doc comments of all files in a folder.
fn documentation_in(folder: &Path) -> String {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let texts = entries.map(|path| match path.is_dir() {
        true => documentation_in(&path),
        false => {
            let text = fs::read_to_string(&path).expect("a source file");
            let lines =
                text.lines().map(str::trim_start).filter(|line| line.starts_with("//!") || line.starts_with("///"));
            lines.collect::<Vec<_>>().join("\n")
        }
    });
    texts.collect::<Vec<_>>().join("\n")
}

/// The words of capitals with an underscore.
fn names(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    let is_name = |word: &&str| {
        word.contains('_')
            && word.starts_with(|c: char| c.is_ascii_uppercase())
            && word.ends_with(|c: char| c.is_ascii_alphanumeric())
            && !word.contains(|c: char| c.is_ascii_lowercase())
    };
    words.filter(is_name).map(str::to_owned).collect()
}

#[test]
fn names_are_found() {
    let text = "`A_B=c` and $HTTPS_PROXY, export X_1; `a_B`, ABC, _A_, A_, UPPER_lower";
    assert_eq!(names(text), ["A_B", "HTTPS_PROXY", "X_1"]);
}
