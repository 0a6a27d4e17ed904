//! Tells which paths a generated file may have, on every system that a crate may be checked out on.

/// Longer parts and longer paths do not fit on every system.
const LONGEST_PART: usize = 100;
const LONGEST_PATH: usize = 200;

/// The names that Windows keeps for devices, whatever comes after a dot.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Whether a file of the output may be called this, on every system that the crate may be checked
/// out on; if not, why not.
pub fn check_path(path: &str) -> Result<(), &'static str> {
    if path.len() > LONGEST_PATH {
        return Err("the path is too long");
    }
    if is_foreign(path.split('/').next().unwrap_or_default()) {
        return Err("this name at the top is not the generator's");
    }
    path.split('/').try_for_each(check_part)
}

fn check_part(part: &str) -> Result<(), &'static str> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if part.is_empty() {
        Err("it is not relative, or a part of it is empty")
    } else if part.starts_with('.') || part.ends_with('.') {
        Err("a part begins or ends with a dot")
    } else if !part.chars().all(plain) {
        Err("only ASCII letters, digits, `-`, `_` and `.` are portable")
    } else if part.len() > LONGEST_PART {
        Err("a part is too long")
    } else if is_device(part) {
        Err("Windows takes this name for a device")
    } else {
        Ok(())
    }
}

fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let port = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    let numbered = port.is_some_and(|number| matches!(number.as_bytes(), [b'0'..=b'9']));
    numbered || DEVICES.contains(&stem.as_str())
}

/// Whether a name at the top of the output folder belongs to others: to Cargo, Git, an editor.
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
    fn nothing_else_is() {
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
