//! What is read, and what is refused.

use super::*;

/// Creates a folder with the file `a` in `inside`, and the file `secret` beside it.
fn folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("inside");
    fs::create_dir(&root).unwrap();
    fs::write(root.join("a"), "12345").unwrap();
    fs::write(folder.path().join("secret"), "secret").unwrap();
    (folder, root)
}

fn refused<T: std::fmt::Debug>(result: Result<T, Refusal>) -> String {
    result.expect_err("it is refused").to_string()
}

#[test]
fn a_file_is_read_up_to_its_limit() {
    let (_folder, root) = folder();
    assert_eq!(read(&root, "a", 5).unwrap(), b"12345");
    assert_eq!(refused(read(&root, "a", 4)), "the file is larger than 4 bytes");
    assert_eq!(refused(read_up_to(io::repeat(0), 3 << 20)), "the file is larger than 3 MiB");
    assert_eq!(read_up_to(&b"12"[..], u64::MAX).unwrap(), b"12");
}

#[test]
fn paths_stay_below_their_folder() {
    let (folder, root) = folder();
    let absolute = folder.path().join("secret");
    for path in ["", "..", "../secret", "b/../../secret", absolute.to_str().unwrap()] {
        assert_eq!(refused(read(&root, path, 10)), "the path leaves the folder", "{path}");
        assert_eq!(refused(write(&root, path, b"x")), "the path leaves the folder", "{path}");
    }
    assert_eq!(fs::read_to_string(absolute).unwrap(), "secret");
}

#[test]
fn folders_are_not_files_and_text_is_utf8() {
    let (_folder, root) = folder();
    fs::create_dir(root.join("b")).unwrap();
    fs::write(root.join("c"), b"\xff").unwrap();
    assert_eq!(refused(read(&root, "b", 10)), "not a regular file");
    assert_eq!(refused(write(&root, "b", b"x")), "not a regular file");
    assert_eq!(refused(read(&root, "d", 10)), "file not found");
    assert_eq!(refused(read_text(&root.join("c"), 10)), "the file is not valid UTF-8");
}

#[test]
fn writing_creates_folders_and_leaves_nothing_beside() {
    let (_folder, root) = folder();
    for (path, content) in [("a", "new"), ("b/c/d", "1"), ("b/c/d", "2")] {
        write(&root, path, content.as_bytes()).unwrap();
        assert_eq!(read(&root, path, 10).unwrap(), content.as_bytes());
    }
    let names = |folder: &Path| fs::read_dir(folder).unwrap().count();
    assert_eq!((names(&root), names(&root.join("b/c"))), (2, 1));
    let new = root.join("new/root");
    write(&new, "a", b"x").unwrap();
    assert_eq!(read(&new, "a", 10).unwrap(), b"x");
}

#[cfg(unix)]
mod special {
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::net::UnixListener;

    use super::*;

    #[test]
    fn links_stay_inside_and_are_kept() {
        let (folder, root) = folder();
        symlink("a", root.join("in")).unwrap();
        symlink(folder.path().join("secret"), root.join("out")).unwrap();
        symlink(folder.path(), root.join("parent")).unwrap();
        symlink("nowhere", root.join("broken")).unwrap();
        assert_eq!(read(&root, "in", 10).unwrap(), b"12345");
        write(&root, "in", b"new").unwrap();
        assert_eq!(read(&root, "a", 10).unwrap(), b"new");
        assert!(root.join("in").is_symlink());
        for path in ["out", "parent/secret"] {
            assert_eq!(refused(read(&root, path, 10)), "the symbolic link leaves the folder");
            assert_eq!(refused(write(&root, path, b"x")), "the symbolic link leaves the folder");
        }
        for path in ["parent/new", "parent/folder/new"] {
            assert_eq!(refused(write(&root, path, b"x")), "the symbolic link leaves the folder");
        }
        assert_eq!(refused(write(&root, "broken", b"x")), "file not found");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
        assert_eq!(fs::read_to_string(folder.path().join("secret")).unwrap(), "secret");
    }

    #[test]
    fn devices_sockets_and_pipes_are_not_opened() {
        let (_folder, root) = folder();
        let _socket = UnixListener::bind(root.join("socket")).unwrap();
        let made = std::process::Command::new("mkfifo").arg(root.join("pipe")).status();
        assert!(made.is_ok_and(|status| status.success()), "mkfifo is part of every Unix");
        for name in ["socket", "pipe"] {
            assert_eq!(refused(read(&root, name, 10)), "not a regular file");
            assert_eq!(refused(write(&root, name, b"x")), "not a regular file");
        }
        assert_eq!(refused(read_named(Path::new("/dev/zero"), 10)), "not a regular file");
    }

    #[test]
    fn permissions_are_kept() {
        let (_folder, root) = folder();
        fs::set_permissions(root.join("a"), fs::Permissions::from_mode(0o640)).unwrap();
        write(&root, "a", b"new").unwrap();
        assert_eq!(fs::metadata(root.join("a")).unwrap().permissions().mode() & 0o777, 0o640);
    }
}
