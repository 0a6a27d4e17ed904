//! Reads groups of members of which one is required, from sentences such as `A 和 B 必须提供一个`.

use codegen_model::{Member, Shape};

use super::prose::{Line, joined, lines};

/// Members of which at least one must be set, or exactly one.
#[derive(Debug, PartialEq)]
pub(super) struct Group {
    pub(super) members: Vec<String>,
    /// Whether the text says that the service refuses more than one.
    pub(super) exclusive: bool,
    pub(super) why: String,
}

/// Phrases that require one of several members.
const REQUIRED: &[&str] = &[
    "必填其一",
    "必选其一",
    "必传其一",
    "必须提供一个",
    "必须提供其中一个",
    "必须提供其一",
    "必须传一个",
    "必须填一个",
    "必须有一个",
    "必须选择输入其中一个",
    "必须选择一个",
    "必须至少",
    "至少填一个",
    "至少填写一个",
    "至少传一个",
    "至少传入一个",
    "至少提供一个",
    "至少选择一个",
    "至少需要一个",
    "至少要有一个",
    "至少有一个",
    "至少指定一个",
    "至少一个",
    "二选一",
    "三选一",
    "不能同时为空",
    "不可同时为空",
    "不能都为空",
    "不可都为空",
];
/// Words of a requirement that holds in some cases only, or that also permits none.
const DOUBTS: &[&str] = &[
    "如果",
    "若",
    "当",
    "时",
    "只能",
    "最多",
    "模式",
    "类型",
    "可二选一",
    "或者都不",
    "都不填",
    "选填",
    "可选",
    "配合",
];
/// Words behind [`EXCLUSIVE`] that turn it around: not all may be absent.
const ABSENT: &[&str] =
    &["为空", "为null", "为NULL", "为 null", "不填", "不传", "不选", "不提供", "缺", "都为空", "空"];
/// Phrases that refuse more than one member.
const EXCLUSIVE: &[&str] = &["不能同时", "不可同时", "不可与", "不支持同时", "互斥", "不能与"];
/// Phrases that accept more than one member.
const INCLUSIVE: &[&str] = &["都提供", "都传", "都填", "都存在", "都有", "优先", "为准", "同时存在"];

/// Words that join another member to the member that the text describes.
const CONJUNCTIONS: &[&str] = &["与", "和", "跟", "与参数", "和参数", "与(", "和("];

/// Returns the groups that the texts of a structure's members describe.
pub(super) fn groups(shape: &Shape) -> Vec<Group> {
    let mut found: Vec<Group> = Vec::new();
    for member in &shape.members {
        let lines = lines(&member.doc);
        for line in &lines {
            for group in line.text.split(['。', ';']).filter_map(|sentence| group(sentence, &lines, member, shape)) {
                match found.iter_mut().find(|known| known.members == group.members) {
                    Some(known) => known.exclusive &= group.exclusive,
                    None => found.push(group),
                }
            }
        }
    }
    found.retain(|group| !is_known(group, shape));
    found
}

fn is_known(group: &Group, shape: &Shape) -> bool {
    shape.one_of.iter().chain(&shape.some_of).any(|known| group.members.iter().all(|name| known.contains(name)))
}

fn group(sentence: &str, lines: &[Line], member: &Member, shape: &Shape) -> Option<Group> {
    let word = REQUIRED.iter().find(|word| sentence.contains(**word))?;
    let plain = sentence.replace("同时", "").replace("当前", "");
    if DOUBTS.iter().any(|doubt| plain.contains(doubt)) {
        return None;
    }
    let mut members: Vec<_> = shape.members.iter().filter(|other| is_named(sentence, &other.name)).collect();
    if !members.iter().any(|named| named.name == member.name) {
        // The sentence omits the member that it describes: `与 B 二选一`.
        let sentence = sentence.replace(' ', "");
        let is_joined =
            |other: &&Member| CONJUNCTIONS.iter().any(|word| sentence.contains(&format!("{word}{}", other.name)));
        let _ = members.iter().find(|other| is_joined(other))?;
        members.push(member);
    }
    members.sort_by_key(|member| shape.members.iter().position(|other| other.name == member.name));
    let has_count = |count: &str, size: usize| !word.starts_with(count) || members.len() == size;
    let is_complete = has_count("二", 2) && has_count("三", 3);
    let is_optional = !members.iter().any(|member| member.required);
    let mentions = |words: &[&str]| lines.iter().any(|line| words.iter().any(|word| line.text.contains(word)));
    // Of three members, a text may refuse only some together.
    let is_exclusive = members.len() == 2 && lines.iter().any(|line| refuses_both(&line.text)) && !mentions(INCLUSIVE);
    let source = Line { text: sentence.trim().to_owned(), item: false };
    (members.len() > 1 && is_complete && is_optional).then(|| Group {
        members: members.iter().map(|member| member.name.clone()).collect(),
        exclusive: is_exclusive,
        why: joined(&[source]),
    })
}

/// Returns whether a line refuses more than one member, and not only none: `不能同时为空` permits both.
fn refuses_both(line: &str) -> bool {
    let mut found = EXCLUSIVE.iter().flat_map(|phrase| line.match_indices(phrase));
    found.any(|(at, phrase)| {
        let rest = line[at + phrase.len()..].trim_start();
        !ABSENT.iter().any(|word| rest.starts_with(word))
    })
}

/// Returns whether a sentence names a member: its name is a word of its own, and no path into it follows.
fn is_named(sentence: &str, name: &str) -> bool {
    sentence.match_indices(name).any(|(at, _)| {
        let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let before = sentence[..at].chars().next_back();
        let after = &sentence[at + name.len()..];
        let is_path = after.starts_with('.') && !after.starts_with(".N");
        !before.is_some_and(|c| is_word(c) || c == '.') && !after.starts_with(is_word) && !is_path
    })
}

#[cfg(test)]
mod tests {
    use codegen_model::{Member, Shape};

    use super::groups;

    fn shown(docs: &[(&str, &str)]) -> String {
        let member = |(name, doc): &(&str, &str)| Member {
            name: (*name).to_owned(),
            doc: (*doc).to_owned(),
            ..Member::default()
        };
        let shape = Shape { members: docs.iter().map(member).collect(), ..Shape::default() };
        let shown = |group: super::Group| {
            format!("{}{}", if group.exclusive { "one:" } else { "some:" }, group.members.join("+"))
        };
        groups(&shape).into_iter().map(shown).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn reads_groups() {
        for (docs, expected) in [
            (
                &[("RoleId", "入参 RoleId 与 RoleName 二选一"), ("RoleName", "入参 RoleId 与 RoleName 二选一")][..],
                "some:RoleId+RoleName",
            ),
            (
                &[
                    ("ImageUrl", "图片的 ImageUrl、ImageBase64 必须提供一个，如都提供，只使用 ImageUrl。"),
                    ("ImageBase64", ""),
                ],
                "some:ImageUrl+ImageBase64",
            ),
            (
                &[
                    ("InstanceId", "InstanceId 和 SnapshotIds 为二选一必填参数"),
                    ("SnapshotIds", "不可与 InstanceId 同时传入。InstanceId 和 SnapshotIds 为二选一必填参数。"),
                ],
                "some:InstanceId+SnapshotIds",
            ),
            (
                &[("FileUrl", "与FileContent参数必须二选一输入；不能同时传入"), ("FileContent", "")],
                "one:FileUrl+FileContent",
            ),
            (&[("A", "A与B必填其一。"), ("B", "")], "some:A+B"),
            (&[("A", "A、B二选一，不能同时为空"), ("B", "")], "some:A+B"),
            (&[("A", "A、B不能同时为空"), ("B", "A、B不可同时不填，二选一")], "some:A+B"),
            (&[("A", "A、B和C必填其一，且A和B/C不能同时存在"), ("B", ""), ("C", "")], "some:A+B+C"),
            (&[("A", "参数不支持同时指定A和B。"), ("B", "")], ""),
            (&[("A", "如果绑定的是组，和B参数二选一"), ("B", "")], ""),
            (&[("A", "base64 或 url，二选一"), ("B", "")], ""),
            (&[("A", "和 B 参数只能二选一使用"), ("B", "")], ""),
            (&[("A", "A和B、C二选一"), ("B", ""), ("C", "")], ""),
            (&[("A", "与B.C必填其一"), ("B", "")], ""),
            (&[("A", "返回方式（base64 或 B），二选一"), ("B", "")], ""),
            (&[("A", "该参数与（B，C）至少要有一个"), ("B", ""), ("C", "")], "some:A+B+C"),
            (&[("A", "该参数与（B，C）配合使用，与D至少要有一个"), ("B", ""), ("C", ""), ("D", "")], ""),
        ] {
            assert_eq!(shown(docs), expected, "{docs:?}");
        }
    }
}
