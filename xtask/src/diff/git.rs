//! What git knows, through its command. Names of refs and paths may be anything: none of them can be taken for an option,
//! no shell sees them, and nothing is written beside the folder that is asked for.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};

/// The branches that others come back to, the likeliest first.
const MAIN: [&str; 4] = ["origin/main", "main", "origin/master", "master"];

/// Modes of what is a file. Links and submodules are none: a schema behind one is missing.
const FILES: [&str; 2] = ["100644", "100755"];

fn git(arguments: &[&str]) -> Command {
    let mut git = Command::new("git");
    git.args(arguments).env("GIT_TERMINAL_PROMPT", "0").env("GIT_OPTIONAL_LOCKS", "0").stdin(Stdio::null());
    git
}

/// What git says, or `None` where it says that there is no such thing.
fn ask(arguments: &[&str]) -> Result<Option<String>> {
    let output = git(arguments).output().context("git cannot be started")?;
    let text = String::from_utf8(output.stdout).context("git does not answer in UTF-8")?;
    Ok(output.status.success().then(|| text.trim_end_matches('\n').to_owned()))
}

/// The commit that a ref names.
pub fn commit(name: &str) -> Result<String> {
    let found = ask(&["rev-parse", "--quiet", "--verify", "--end-of-options", &format!("{name}^{{commit}}")])?;
    found.with_context(|| format!("git knows no commit `{}`", name.escape_debug()))
}

/// Where the working tree left the main branch.
pub fn merge_base() -> Result<String> {
    for main in MAIN {
        let name = format!("{main}^{{commit}}");
        if ask(&["rev-parse", "--quiet", "--verify", "--end-of-options", &name])?.is_some() {
            let base = ask(&["merge-base", "HEAD", main])?;
            return base
                .with_context(|| format!("HEAD and {main} have no commit in common: name what to compare with"));
        }
    }
    bail!("git knows none of {}: name what to compare with", MAIN.join(", "))
}

/// The last tag whose name fits a pattern.
pub fn last_tag(pattern: &str) -> Result<Option<String>> {
    ask(&["describe", "--tags", "--abbrev=0", "--match", pattern, "HEAD"])
}

/// The path of a folder from the root of the repository.
pub fn from_root(folder: &Path) -> Result<String> {
    let root = ask(&["rev-parse", "--show-toplevel"])?.context("this is no working tree of git")?;
    let root = Path::new(&root).canonicalize()?;
    let folder = folder.canonicalize().or_else(|_| std::path::absolute(folder))?;
    let inside =
        folder.strip_prefix(&root).with_context(|| format!("{} is not in {}", folder.display(), root.display()))?;
    let parts: Option<Vec<&str>> = inside.components().map(|part| part.as_os_str().to_str()).collect();
    Ok(parts.with_context(|| format!("the name of {} is not UTF-8", folder.display()))?.join("/"))
}

/// Writes what a path was in a commit into an empty folder; returns where it is there.
pub fn export(commit: &str, path: &str, folder: &Path) -> Result<PathBuf> {
    let name = format!("{commit}:{path}");
    let found = ask(&["rev-parse", "--quiet", "--verify", "--end-of-options", &name])?;
    let object = found.with_context(|| format!("there is no `{}` in {}", path.escape_debug(), short(commit)))?;
    let kind = ask(&["cat-file", "-t", &object])?;
    if kind.as_deref() == Some("tree") {
        write(&tree(&object)?, folder)?;
        return Ok(folder.to_owned());
    }
    let file = path.rsplit('/').next().unwrap_or(path).to_owned();
    write(&[(object, file.clone())], folder)?;
    Ok(folder.join(file))
}

/// The beginning of a commit's name, as people write it.
pub fn short(commit: &str) -> &str {
    commit.get(..10).unwrap_or(commit)
}

/// The files of a tree: their objects and paths.
fn tree(object: &str) -> Result<Vec<(String, String)>> {
    let output = git(&["ls-tree", "-r", "-z", "--full-tree", object]).output().context("git cannot be started")?;
    ensure!(output.status.success(), "git cannot list {}", short(object));
    let listed = String::from_utf8(output.stdout).context("a path in git is not UTF-8")?;
    let entries = listed.split_terminator('\0').filter_map(|entry| entry.split_once('\t'));
    let files = entries.filter_map(|(about, path)| {
        let mut about = about.split(' ');
        let is_file = FILES.contains(&about.next()?);
        Some((about.nth(1)?.to_owned(), path.to_owned())).filter(|_| is_file)
    });
    Ok(files.collect())
}

/// Writes objects into files below a folder.
fn write(files: &[(String, String)], folder: &Path) -> Result<()> {
    let mut child = git(&["cat-file", "--batch"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let (mut asked, answers) = (child.stdin.take().context("no input")?, child.stdout.take().context("no output")?);
    let questions: String = files.iter().map(|(object, _)| format!("{object}\n")).collect();
    // From a thread: git answers before it has read all, and a full pipe would stop both.
    let asking = std::thread::spawn(move || asked.write_all(questions.as_bytes()));
    let mut answers = BufReader::new(answers);
    for (_, path) in files {
        let content = answer(&mut answers)?;
        let target = folder.join(safe(path)?);
        fs::create_dir_all(target.parent().unwrap_or(folder))?;
        fs::write(&target, content).with_context(|| target.display().to_string())?;
    }
    ensure!(matches!(asking.join(), Ok(Ok(()))), "git stopped reading");
    drop(answers);
    ensure!(child.wait()?.success(), "git cannot read its objects");
    Ok(())
}

/// One answer: a line with the size, the bytes, a line break.
fn answer(answers: &mut impl BufRead) -> Result<Vec<u8>> {
    let mut head = String::new();
    answers.read_line(&mut head)?;
    let size = head.trim_end().rsplit(' ').next().and_then(|size| size.parse::<u64>().ok());
    let size = size.with_context(|| format!("git cannot read an object: {}", head.trim_end()))?;
    let mut content = Vec::new();
    answers.take(size).read_to_end(&mut content)?;
    ensure!(content.len() as u64 == size, "git ended early");
    answers.read_exact(&mut [0])?;
    Ok(content)
}

/// A path that stays below the folder that it is joined to.
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
