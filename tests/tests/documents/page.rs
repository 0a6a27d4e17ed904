//! A Markdown file as the tests need it: its links, its headings' anchors and its code.

use std::fs;
use std::path::{Path, PathBuf};

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::support::root;

/// The folder of the book.
pub const BOOK: &str = "docs";
/// The table of contents of the book.
pub const SUMMARY: &str = "docs/SUMMARY.md";

/// A Markdown file.
#[derive(Default)]
pub struct Page {
    /// Its path from the root of the repository.
    pub path: String,
    /// The targets of its links.
    pub links: Vec<String>,
    /// The anchors of its headings.
    pub anchors: Vec<String>,
    /// Its code blocks: the info string and the text.
    pub blocks: Vec<(String, String)>,
    /// Its inline code.
    pub inline: Vec<String>,
}

impl Page {
    /// Reads the file at `path`, relative to the root of the repository.
    pub fn read(path: &str) -> Self {
        let text = fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        Self { path: path.to_owned(), ..Self::parse(&text) }
    }

    fn parse(text: &str) -> Self {
        let mut page = Self::default();
        let (mut heading, mut block) = (None::<String>, None::<(String, String)>);
        for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
            match event {
                Event::Start(Tag::Link { dest_url, .. }) => page.links.push(dest_url.into_string()),
                Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                    block = Some((info.into_string(), String::new()));
                }
                Event::End(TagEnd::Heading(_)) => page.anchors.extend(heading.take().map(|text| anchor(&text))),
                Event::End(TagEnd::CodeBlock) => page.blocks.extend(block.take()),
                Event::Text(text) => {
                    if let Some(open) = block.as_mut().map(|(_, text)| text).or(heading.as_mut()) {
                        open.push_str(&text);
                    }
                }
                Event::Code(code) => {
                    if let Some(heading) = &mut heading {
                        heading.push_str(&code);
                    }
                    page.inline.push(code.into_string());
                }
                _ => {}
            }
        }
        page
    }
}

/// The anchor of a heading, as GitHub and mdBook form it.
fn anchor(heading: &str) -> String {
    let kept = |letter: &char| letter.is_alphanumeric() || [' ', '-', '_'].contains(letter);
    heading.trim().to_lowercase().chars().filter(kept).map(|letter| if letter == ' ' { '-' } else { letter }).collect()
}

/// The pages of the book, without its table of contents, by path.
pub fn book() -> Vec<String> {
    let mut pages = markdown_in(&root().join(BOOK));
    pages.retain(|page| page != SUMMARY);
    pages
}

/// The book and the documents beside it.
pub fn all() -> Vec<Page> {
    let beside = fs::read_dir(root()).expect("the root").map(|entry| entry.expect("an entry").path());
    let beside: Vec<_> = beside.filter(|path| is_markdown(path)).map(|path| from_root(&path)).collect();
    beside.iter().chain(&book()).chain([&SUMMARY.to_owned()]).map(|path| Page::read(path)).collect()
}

fn markdown_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut entries: Vec<PathBuf> = entries.collect();
    entries.sort();
    let pages = entries.iter().flat_map(|path| match path.is_dir() {
        true => markdown_in(path),
        false => is_markdown(path).then(|| from_root(path)).into_iter().collect(),
    });
    pages.collect()
}

fn is_markdown(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "md")
}

fn from_root(path: &Path) -> String {
    path.strip_prefix(root()).expect("it is in the repository").to_string_lossy().replace('\\', "/")
}

#[test]
fn links_anchors_and_code_are_found() {
    let page = Page::parse(
        "## Use `a_b`, twice!\n\n[x](y.md#z) and `code`\n\n```sh\ncargo\n```\n\n| [in](table.md) |\n|---|\n",
    );
    assert_eq!(page.anchors, ["use-a_b-twice"]);
    assert_eq!(page.links, ["y.md#z", "table.md"]);
    assert_eq!(page.blocks, [("sh".to_owned(), "cargo\n".to_owned())]);
    assert_eq!(page.inline, ["a_b", "code"]);
}
