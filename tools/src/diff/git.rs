//! Reads from git through its command line. Names of refs and paths can be anything: none is taken for an option, no shell
//! sees them, and nothing is written outside the given folder.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};

/// Names of the main branch, the most likely first.
const MAIN: [&str; 4] = ["origin/main", "main", "origin/master", "master"];

/// The modes of files. Links and submodules are ignored, so a schema behind one is missing.
const FILE_MODES: [&str; 2] = ["100644", "100755"];

fn git(arguments: &[&str]) -> Command {
    let mut git = Command::new("git");
    git.args(arguments).env("GIT_TERMINAL_PROMPT", "0").env("GIT_OPTIONAL_LOCKS", "0").stdin(Stdio::null());
    git
}

/// Returns git's output; `None` if git fails.
fn output(arguments: &[&str]) -> Result<Option<String>> {
    let output = git(arguments).output().context("cannot start git")?;
    let text = String::from_utf8(output.stdout).context("the output of git is not UTF-8")?;
    Ok(output.status.success().then(|| text.trim_end_matches('\n').to_owned()))
}

/// Returns the commit of a ref.
pub fn commit(name: &str) -> Result<String> {
    let found = output(&["rev-parse", "--quiet", "--verify", "--end-of-options", &format!("{name}^{{commit}}")])?;
    found.with_context(|| format!("git has no commit `{}`", name.escape_debug()))
}

/// Returns the merge base of HEAD and the main branch.
pub fn merge_base() -> Result<String> {
    for main in MAIN {
        let name = format!("{main}^{{commit}}");
        if output(&["rev-parse", "--quiet", "--verify", "--end-of-options", &name])?.is_some() {
            let base = output(&["merge-base", "HEAD", main])?;
            return base
                .with_context(|| format!("HEAD and {main} have no common commit; name the state to compare with"));
        }
    }
    bail!("git has none of {}; name the state to compare with", MAIN.join(", "))
}

/// Returns the latest tag whose name matches a pattern.
pub fn last_tag(pattern: &str) -> Result<Option<String>> {
    output(&["describe", "--tags", "--abbrev=0", "--match", pattern, "HEAD"])
}

/// Whether there is a tag of this name.
pub fn has_tag(name: &str) -> Result<bool> {
    Ok(output(&["rev-parse", "--quiet", "--verify", "--end-of-options", &format!("refs/tags/{name}")])?.is_some())
}

/// Returns the root of the working tree.
pub fn root() -> Result<PathBuf> {
    let root = output(&["rev-parse", "--show-toplevel"])?.context("not in a git working tree")?;
    Ok(Path::new(&root).canonicalize()?)
}

/// Returns the files in git whose paths match a pattern, with paths from the root of the working tree.
pub fn files(pattern: &str) -> Result<Vec<String>> {
    let listed = output(&["ls-files", "-z", "--full-name", "--", &format!(":(top){pattern}")])?;
    Ok(listed.unwrap_or_default().split_terminator('\0').map(str::to_owned).collect())
}

/// Returns the path of a folder relative to the root of the repository.
pub fn from_root(folder: &Path) -> Result<String> {
    let root = root()?;
    let folder = folder.canonicalize().or_else(|_| std::path::absolute(folder))?;
    let inside =
        folder.strip_prefix(&root).with_context(|| format!("{} is not in {}", folder.display(), root.display()))?;
    let parts: Option<Vec<&str>> = inside.components().map(|part| part.as_os_str().to_str()).collect();
    Ok(parts.with_context(|| format!("the name of {} is not UTF-8", folder.display()))?.join("/"))
}

/// Writes a path of a commit into an empty folder, and returns its location there.
pub fn export(commit: &str, path: &str, folder: &Path) -> Result<PathBuf> {
    let name = format!("{commit}:{path}");
    let found = output(&["rev-parse", "--quiet", "--verify", "--end-of-options", &name])?;
    let object = found.with_context(|| format!("there is no `{}` in {}", path.escape_debug(), short(commit)))?;
    let kind = output(&["cat-file", "-t", &object])?;
    if kind.as_deref() == Some("tree") {
        write(&tree(&object)?, folder)?;
        return Ok(folder.to_owned());
    }
    let file = path.rsplit('/').next().unwrap_or(path).to_owned();
    write(&[(object, file.clone())], folder)?;
    Ok(folder.join(file))
}

/// Shortens a commit's name for people.
pub fn short(commit: &str) -> &str {
    commit.get(..10).unwrap_or(commit)
}

/// Shortens a ref that is the whole name of a commit. Other refs stay as people wrote them.
pub fn readable(name: &str) -> &str {
    let is_hash = name.len() >= 40 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_hash { short(name) } else { name }
}

/// Whether these paths are the same in a commit and in the working tree.
pub fn is_unchanged(commit: &str, paths: &[&Path]) -> Result<bool> {
    let mut git = git(&["diff", "--quiet", "--end-of-options", commit, "--"]);
    Ok(git.args(paths).status().context("cannot start git")?.success())
}

/// The number of commits in which a state is looked for.
const MAX_COMMITS: &str = "64";

/// Returns the object of a path in a commit.
pub fn object(commit: &str, path: &str) -> Result<Option<String>> {
    output(&["rev-parse", "--quiet", "--verify", "--end-of-options", &format!("{commit}:{path}")])
}

/// Returns the first parent of a commit.
pub fn parent(commit: &str) -> Result<Option<String>> {
    output(&["rev-parse", "--quiet", "--verify", "--end-of-options", &format!("{commit}^")])
}

/// Returns the commit that changed a file from one object to another. A dot or zeros stand for no object, as git writes it.
pub fn commit_with(object: &str, path: &str, old_object: &str, old_path: &str) -> Result<Option<String>> {
    let is_absent = |object: &str| object.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    let (sought, sought_path) = if is_absent(object) { (old_object, old_path) } else { (object, path) };
    let find = format!("--find-object={sought}");
    let listed = output(&["log", "--all", "--format=%H", "-n", MAX_COMMITS, &find, "--", sought_path])?;
    let has = |commit: &str, object: &str, path: &str| {
        let found = self::object(commit, path)?;
        Ok::<_, anyhow::Error>(found.map_or(is_absent(object), |found| found.starts_with(object)))
    };
    for commit in listed.as_deref().unwrap_or_default().lines() {
        if let Some(parent) = parent(commit)?
            && has(commit, object, path)?
            && has(&parent, old_object, old_path)?
        {
            return Ok(Some(commit.to_owned()));
        }
    }
    Ok(None)
}

/// Returns the commit that is checked out, if a file in it is this object.
pub fn commit_with_head(object: &str, path: &str) -> Result<Option<String>> {
    let head = commit("HEAD")?;
    let found = self::object(&head, path)?;
    Ok(found.is_some_and(|found| found.starts_with(object)).then_some(head))
}

/// Returns the objects and paths of the files in a tree.
fn tree(object: &str) -> Result<Vec<(String, String)>> {
    let output = git(&["ls-tree", "-r", "-z", "--full-tree", object]).output().context("cannot start git")?;
    ensure!(output.status.success(), "git cannot list {}", short(object));
    let listed = String::from_utf8(output.stdout).context("a path in git is not UTF-8")?;
    let entries = listed.split_terminator('\0').filter_map(|entry| entry.split_once('\t'));
    let files = entries.filter_map(|(attributes, path)| {
        let mut attributes = attributes.split(' ');
        let is_file = FILE_MODES.contains(&attributes.next()?);
        Some((attributes.nth(1)?.to_owned(), path.to_owned())).filter(|_| is_file)
    });
    Ok(files.collect())
}

/// Writes objects into files below a folder.
fn write(files: &[(String, String)], folder: &Path) -> Result<()> {
    let mut child = git(&["cat-file", "--batch"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let (mut input, stdout) = (child.stdin.take().context("no input")?, child.stdout.take().context("no output")?);
    let requests: String = files.iter().map(|(object, _)| format!("{object}\n")).collect();
    // A thread writes, because git responds before it has read everything, and full pipes would block both processes.
    let writer = std::thread::spawn(move || input.write_all(requests.as_bytes()));
    let mut responses = BufReader::new(stdout);
    for (_, path) in files {
        let content = read_object(&mut responses)?;
        let target = folder.join(safe(path)?);
        fs::create_dir_all(target.parent().unwrap_or(folder))?;
        fs::write(&target, content).with_context(|| target.display().to_string())?;
    }
    ensure!(matches!(writer.join(), Ok(Ok(()))), "git stopped reading");
    drop(responses);
    ensure!(child.wait()?.success(), "git cannot read its objects");
    Ok(())
}

/// Reads an object: a line with the size, the bytes, and a line break.
fn read_object(responses: &mut impl BufRead) -> Result<Vec<u8>> {
    let mut head = String::new();
    responses.read_line(&mut head)?;
    let size = head.trim_end().rsplit(' ').next().and_then(|size| size.parse::<u64>().ok());
    let size = size.with_context(|| format!("git cannot read an object: {}", head.trim_end()))?;
    let mut content = Vec::new();
    responses.take(size).read_to_end(&mut content)?;
    ensure!(content.len() as u64 == size, "the output of git ends early");
    responses.read_exact(&mut [0])?;
    Ok(content)
}

/// Checks that a path stays below the folder that it is joined to.
fn safe(path: &str) -> Result<&Path> {
    let relative = Path::new(path);
    let below = relative.components().all(|part| matches!(part, Component::Normal(_)));
    ensure!(below && !path.is_empty() && !path.contains('\\'), "`{}` leads out of its folder", path.escape_debug());
    Ok(relative)
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn paths_stay_below_their_folder() {
        for path in ["", "/etc/passwd", "../a", "a/../../b", "a\\..\\b"] {
            assert!(safe(path).is_err(), "{path}");
        }
        for path in ["a", "-rf", "a b/$(id)", "名/\n"] {
            assert!(safe(path).is_ok(), "{path}");
        }
    }
}
