//! Checks that the path of a generated file is portable to every system a crate is checked out on.

/// The file by which a folder is known to be generated. Each tree must have it: a folder that has files, but not this one,
/// was written by a person and is refused.
pub const MARKER: &str = "generated.json";

/// Some systems do not support longer components and paths.
const MAX_COMPONENT_BYTES: usize = 100;
const MAX_PATH_BYTES: usize = 200;

/// Names that Windows reserves for devices, with any extension.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Checks the path of a generated file.
///
/// # Errors
///
/// Returns the reason why the path is not allowed.
pub fn check_path(path: &str) -> Result<(), &'static str> {
    if path.len() > MAX_PATH_BYTES {
        return Err("the path is too long");
    }
    if is_foreign(path.split('/').next().unwrap_or_default()) {
        return Err("this top-level name is reserved for other tools");
    }
    path.split('/').try_for_each(check_component)
}

fn check_component(component: &str) -> Result<(), &'static str> {
    let portable = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if component.is_empty() {
        Err("the path is not relative or has an empty component")
    } else if component.starts_with('.') || component.ends_with('.') {
        Err("a component begins or ends with a dot")
    } else if !component.chars().all(portable) {
        Err("only ASCII letters, digits, `-`, `_` and `.` are portable")
    } else if component.len() > MAX_COMPONENT_BYTES {
        Err("a component is too long")
    } else if is_device(component) {
        Err("this name is reserved on Windows")
    } else {
        Ok(())
    }
}

fn is_device(component: &str) -> bool {
    let stem = component.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let port = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    let numbered = port.is_some_and(|number| matches!(number.as_bytes(), [b'0'..=b'9']));
    numbered || DEVICES.contains(&stem.as_str())
}

/// Returns whether a top-level name in the output folder belongs to other tools: to Cargo, Git or an editor.
pub fn is_foreign(name: &str) -> bool {
    name.starts_with('.') || matches!(name.to_ascii_lowercase().as_str(), "target" | "cargo.lock")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_paths_are_allowed() {
        for path in ["Cargo.toml", "src/lib.rs", "src/ci/ai-enhance_image.rs", "src/company.rs"] {
            assert_eq!(check_path(path), Ok(()), "{path}");
        }
    }

    #[test]
    fn other_paths_are_rejected() {
        let long = "a/".repeat(99) + "abc";
        for path in [
            "",
            "/etc/passwd",
            "..",
            "../a",
            "src/../../a",
            "src//a",
            "src/",
            "./a",
            "a/./b",
            "C:/a",
            "C:\\a",
            "src\\a",
            ".git/hooks/post-checkout",
            ".staging/0",
            "a/.b",
            "target/a",
            "Target/a",
            "Cargo.lock",
            "cargo.LOCK",
            "a b",
            "a\nb",
            "a\0",
            "名",
            "a:b",
            "a*",
            "nul",
            "src/AUX.rs",
            "com1",
            "lpt9.rs",
            "a.",
            "a?",
            &long,
            &"a".repeat(101),
        ] {
            assert!(check_path(path).is_err(), "{path:?}");
        }
    }
}
