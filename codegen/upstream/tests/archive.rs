//! Archives of metadata: what is read from them, and which are refused.

use std::io::Write;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use codegen_model::diagnostic::{Code, Diagnostics};
use codegen_model::load::published::{Selection, Source, read_from};
use codegen_model::source::Sources;
use codegen_upstream::release::{Release, Site};
use codegen_upstream::source::{Archive, open};
use flate2::Compression;
use flate2::write::DeflateEncoder;
use sha2::{Digest, Sha256};

use crate::zip::{Entry, zip};

const API: &str = include_str!("../../../tests/golden/published/schemas/demo/api.json");
const PATH: &str = "tccli/services/demo/v20240101/api.json";

fn api() -> Entry {
    Entry::file(PATH, API)
}

/// Returns the entry with its content compressed.
fn deflated(entry: Entry) -> Entry {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(&entry.content).expect("memory");
    Entry { content: encoder.finish().expect("memory"), method: 8, ..entry }
}

/// Returns the reason why an archive, or a file of it, is refused.
fn reason(bytes: Vec<u8>) -> Option<String> {
    let archive = match Archive::from_bytes(bytes) {
        Ok(archive) => archive,
        Err(reason) => return Some(reason),
    };
    archive.files().iter().find_map(|path| archive.read(path).err()).map(|failure| {
        assert_eq!(failure.code, Code::ARCHIVE_REFUSED);
        failure.message
    })
}

#[test]
fn files_are_read_stored_and_compressed() {
    let chinese = Entry::file("tccli/服务/v20240101/api.json", "{}");
    let more = [Entry::folder("tccli/"), chinese, Entry::file("tccli/main.py", "import os")];
    for api in [api(), deflated(api())] {
        let archive = Archive::from_bytes(zip(&[&[api], more.as_slice()].concat())).expect("an archive");
        assert_eq!(archive.files(), [PATH, "tccli/服务/v20240101/api.json"]);
        assert_eq!(archive.read(PATH).expect("a file"), API.as_bytes());
        assert!(archive.contains("tccli/main.py") && !archive.contains("tccli/"));
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let services = read_from(&archive, &Selection::default(), &mut sources, &mut diagnostics);
        assert_eq!(services.iter().map(|service| service.name.as_str()).collect::<Vec<_>>(), ["demo"]);
        assert!(!diagnostics.has_errors(), "{:?}", diagnostics.finish(&sources));
    }
}

#[test]
fn an_archive_inside_is_a_file_like_any_other() {
    let inner = zip(&[Entry::file("other/v20240101/api.json", API)]);
    let archive = Archive::from_bytes(zip(&[api(), Entry::file("inner.zip", inner)])).expect("an archive");
    assert_eq!(archive.files(), [PATH]);
}

#[test]
fn hostile_entries_are_refused() {
    let path = |path: &str| Entry { path: path.into(), local_path: path.into(), ..api() };
    let zip64 = |size: u64| {
        let extra = [1u16.to_le_bytes().as_slice(), &8u16.to_le_bytes(), &size.to_le_bytes()].concat();
        Entry { size: u32::MAX, extra, flags: 1 << 3, ..deflated(api()) }
    };
    let zeros = |size: usize| deflated(Entry::file(PATH, vec![0; size]));
    let cases = [
        ("a parent folder", vec![path("../services/demo/api.json")], "plain path"),
        ("a parent folder inside", vec![path("a/../../api.json")], "plain path"),
        ("an absolute path", vec![path("/etc/api.json")], "plain path"),
        ("a drive", vec![path("C:/api.json")], "plain path"),
        ("backslashes", vec![path("..\\api.json")], "plain path"),
        ("an empty component", vec![path("a//api.json")], "plain path"),
        ("no path", vec![path("")], "plain path"),
        ("a line break", vec![path("a/\napi.json")], "plain path"),
        ("a path that is not UTF-8", vec![Entry { path: b"\xbf\xc6/api.json".into(), ..api() }], "not valid UTF-8"),
        ("another path before the content", vec![Entry { local_path: b"b".into(), ..api() }], "contradicts"),
        ("a path twice", vec![api(), api()], "listed twice"),
        ("a file and a folder of a path", vec![api(), Entry::folder(&format!("{PATH}/"))], "listed twice"),
        ("a file as a folder", vec![api(), Entry::file(&format!("{PATH}/x"), "")], "both a file and a folder"),
        ("a link", vec![Entry { mode: 0o120_777, ..api() }], "neither a file nor a folder"),
        ("a device", vec![Entry { mode: 0o020_644, ..api() }], "neither a file nor a folder"),
        ("a folder with the path of a file", vec![Entry { mode: 0o040_755, ..api() }], "not what its path says"),
        ("encryption", vec![Entry { flags: 1, ..api() }], "encrypted"),
        ("strong encryption", vec![Entry { flags: 1 << 6, ..api() }], "encrypted"),
        ("another compression", vec![Entry { method: 12, ..api() }], "neither stored nor compressed"),
        ("a bomb", vec![zeros(4 << 20)], "250 times larger"),
        ("a size that is too small", vec![Entry { size: 100, ..deflated(api()) }], "is damaged"),
        ("a size that is too large", vec![Entry { size: API.len() as u32 + 1, ..deflated(api()) }], "is damaged"),
        ("two sizes", vec![Entry { size: 3, ..api() }], "two sizes"),
        ("a huge size", vec![zip64(1 << 62)], "250 times larger"),
        ("a huge size that is stored", vec![Entry { method: 0, ..zip64(1 << 40) }], "250 times larger"),
        ("another checksum", vec![Entry { crc: 5, ..api() }], "is damaged"),
        ("damaged compression", vec![Entry { content: vec![0xff; API.len()], method: 8, ..api() }], "is damaged"),
    ];
    for (what, entries, expected) in cases {
        let found = reason(zip(&entries));
        assert!(found.as_ref().is_some_and(|reason| reason.contains(expected)), "{what}: {found:?}");
    }
}

#[test]
fn all_entries_together_are_bounded() {
    let part = |index: u32| Entry { size: 200 << 20, ..Entry::file(&format!("{index}"), vec![1; 1 << 20]) };
    let entries: Vec<_> = (0..6).map(|index| Entry { method: 8, ..part(index) }).collect();
    assert!(reason(zip(&entries)).is_some_and(|reason| reason.contains("more than 1024 MiB")));
}

#[test]
fn the_list_of_entries_must_agree_with_the_archive() {
    let (entries, at) = ([api(), Entry::file("tccli/b", "b")], |bytes: &[u8], magic: &[u8]| {
        bytes.windows(4).rposition(|window| window == magic).expect("a record")
    });
    let whole = zip(&entries);
    let end = at(&whole, b"PK\x05\x06");
    for count in [1u8, 3] {
        let mut bytes = whole.clone();
        (bytes[end + 8], bytes[end + 10]) = (count, count);
        assert!(reason(bytes).is_some(), "{count} entries");
    }
    // The second entry is where the first is.
    let mut bytes = whole.clone();
    let second = at(&whole, b"PK\x01\x02");
    bytes[second + 42..second + 46].fill(0);
    assert!(reason(bytes).is_some_and(|reason| reason.contains("contradicts")));
    let twins = zip(&[Entry::file("a", "same"), Entry { local_path: b"a".into(), ..Entry::file("b", "same") }]);
    let second = at(&twins, b"PK\x01\x02");
    let mut bytes = twins.clone();
    bytes[second + 42..second + 46].fill(0);
    bytes[second + 46] = b'a';
    assert!(reason(bytes).is_some_and(|reason| reason.contains("listed twice")));
}

#[test]
fn the_data_of_entries_must_not_overlap() {
    // The content of the first is a whole second entry, which the list names as well.
    let inner = zip(&[Entry::file("b", "content")]);
    let end = inner.windows(4).position(|window| window == b"PK\x01\x02").expect("the list");
    let mut bytes = zip(&[Entry::file("a", &inner[..end]), Entry::file("b", "content")]);
    let second = bytes.windows(4).rposition(|window| window == b"PK\x01\x02").expect("the list");
    bytes[second + 42..second + 46].copy_from_slice(&31u32.to_le_bytes());
    assert_eq!(reason(bytes).as_deref(), Some("the data of its entries overlaps"));
}

#[test]
fn the_list_of_hashes_is_checked() {
    let line = |path: &str, content: &str| {
        format!("{path},sha256={},{}\n", URL_SAFE_NO_PAD.encode(Sha256::digest(content)), content.len())
    };
    let with = |record: String| zip(&[api(), Entry::file("tccli-3.1.dist-info/RECORD", record)]);
    let own = "tccli-3.1.dist-info/RECORD,,\n";
    assert_eq!(reason(with(line(PATH, API) + own)), None);
    let altered = reason(with(line(PATH, "another") + own)).expect("a reason");
    assert!(altered.contains("does not match the package's list of hashes"), "{altered}");
    let missing = reason(with(line("other", API) + own)).expect("a reason");
    assert!(missing.contains("is not in the package's list of hashes"), "{missing}");
}

#[test]
fn an_archive_cut_short_is_refused() {
    let whole = zip(&[deflated(api()), Entry::file("tccli/b", "b")]);
    assert_eq!(reason(whole.clone()), None);
    for end in 0..whole.len() {
        assert!(reason(whole[..end].to_vec()).is_some(), "{end} of {}", whole.len());
    }
}

#[test]
fn damage_is_refused_or_without_effect() {
    let whole = zip(&[deflated(api()), Entry::folder("tccli/x/"), Entry::file("tccli/b", "b")]);
    for at in 0..whole.len() {
        for value in [0, 1, 0xff, whole[at] ^ 0x40] {
            let mut bytes = whole.clone();
            bytes[at] = value;
            let Ok(archive) = Archive::from_bytes(bytes) else { continue };
            for path in archive.files() {
                let content = archive.read(path);
                assert!(content.is_err() || content.is_ok_and(|read| read == API.as_bytes()), "{at} is {value}");
            }
        }
    }
}

#[test]
fn files_of_other_kinds_are_refused_with_the_reason() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes, expected) in [
        ("text.whl", "not an archive".as_bytes(), "it is not a whole ZIP archive"),
        ("empty.zip", b"", "it is not a whole ZIP archive"),
        ("source.tar.gz", b"\x1f\x8b\x08\x00", "use the wheel"),
        ("renamed.json", b"PK\x03\x04", "it is not a whole ZIP archive"),
    ] {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("a file");
        let error = open(&path).err().expect("it is refused").to_string();
        assert!(error.contains(expected), "{name}: {error}");
    }
    assert!(open(&folder.path().join("nothing.whl")).is_err());
}

#[test]
fn a_wheel_states_its_release() {
    let folder = tempfile::tempdir().expect("a folder");
    let stated = |name: &str| {
        let release = Release::open(&folder.path().join(name), Site::China).expect("a release");
        (release.site, release.version.clone(), release.name())
    };
    let wheel = "tccli_intl_en-3.1.193.1-py2.py3-none-any.whl";
    for name in [wheel, "mine.zip"] {
        std::fs::write(folder.path().join(name), zip(&[api()])).expect("a file");
    }
    std::fs::create_dir_all(folder.path().join("unpacked/tccli_intl_en-3.1.193.1.dist-info")).expect("a folder");
    let expected = (Site::International, Some("3.1.193.1".to_owned()), "tccli-intl-en 3.1.193.1".to_owned());
    assert_eq!(stated(wheel), expected);
    assert_eq!(stated("unpacked"), expected);
    assert_eq!(stated("mine.zip"), (Site::China, None, "tccli".to_owned()));
}
