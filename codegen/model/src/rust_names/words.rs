//! Splits names into words. The services spell acronyms inconsistently (`IPv6Address`, `EIPs`, `TaskIDs`, `FileMD5`,
//! `QRcodeInfo`), and capitals alone would give `i_pv6_address` and `ei_ps`. What capitals do not show is in the
//! [`Lexicon`].

use super::lexicon::{Lexicon, plural};

/// Splits a name into words in lower case.
pub fn words(name: &str) -> Vec<String> {
    words_with(name, Lexicon::learned())
}

/// Splits a name into words in lower case, with another lexicon.
pub fn words_with(name: &str, lexicon: &Lexicon) -> Vec<String> {
    let parts = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    parts.flat_map(|part| split(part, lexicon)).collect()
}

fn split(part: &str, lexicon: &Lexicon) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = part;
    while !rest.is_empty() {
        let (word, tail) = rest.split_at(first_word(rest, lexicon));
        words.push(word.to_ascii_lowercase());
        rest = tail;
    }
    words
}

/// Returns the length of the first word of `rest`.
fn first_word(rest: &str, lexicon: &Lexicon) -> usize {
    if let Some(length) = lexicon.spelling(rest) {
        return with_digits(rest, plural(rest, length));
    }
    match count(rest, 0, |b| b.is_ascii_uppercase()) {
        0 if rest.as_bytes()[0].is_ascii_digit() => after_digits(rest, count(rest, 0, |b| b.is_ascii_digit())),
        run @ (0 | 1) => capitalized(rest, run),
        run => capitals(rest, run, lexicon),
    }
}

/// Returns the length of a word that begins with digits: `3D`, `2nd`, `1080p`.
fn after_digits(rest: &str, digits: usize) -> usize {
    match count(rest, digits, |b| b.is_ascii_uppercase()) {
        0 => digits + count(rest, digits, |b| b.is_ascii_lowercase()),
        run => {
            let lower = count(rest, digits + run, |b| b.is_ascii_lowercase());
            // The last capital begins the next word, unless it is the only one.
            if run == 1 || lower == 0 { digits + run + lower } else { digits + run - 1 }
        }
    }
}

/// Returns the length of a word with at most one capital, at its start: `Image`, `P2P`, `H264`, `K8s`, `Base64`.
fn capitalized(rest: &str, run: usize) -> usize {
    let end = run + count(rest, run, |b| b.is_ascii_lowercase());
    let digits = count(rest, end, |b| b.is_ascii_digit());
    // One letter, digits, one letter: `P2P`, `K8S`.
    if end == 1 && digits > 0 && is_single_capital(rest, end + digits) {
        return end + digits + 1;
    }
    let end = with_digits(rest, end);
    end + count(rest, end, |b| b.is_ascii_lowercase())
}

/// Returns the length of the first word in a run of at least two capitals.
fn capitals(rest: &str, run: usize, lexicon: &Lexicon) -> usize {
    let end = acronym_end(rest, run);
    let acronyms = &rest[..with_digits(rest, end)];
    if let Some(at) = spelling_inside(rest, end, run, lexicon) {
        return lexicon.first_acronym(&rest[..at]);
    }
    // A single capital belongs to the word behind it: `TZone`, `PList`. `XAxis` has two words.
    if end == 1 && !lexicon.is_letter(&rest[..1]) {
        return 1 + capitalized(&rest[1..], 1);
    }
    match version_at(acronyms).filter(|_| !lexicon.contains(acronyms)) {
        Some(at) => lexicon.first_acronym(&acronyms[..at]),
        None => plural(rest, lexicon.first_acronym(acronyms)),
    }
}

/// Returns where a version begins behind an acronym: `CVSSV3`.
fn version_at(acronyms: &str) -> Option<usize> {
    let letters = acronyms.trim_end_matches(|c: char| c.is_ascii_digit());
    let has_version = letters.len() < acronyms.len() && letters.len() > 2 && letters.ends_with('V');
    has_version.then_some(letters.len() - 1)
}

/// Finds a spelling of the lexicon that begins inside of the run: `ISPIPv6`, `TPNSiOS`. The acronyms before it are
/// known, unless the whole run is unknown. A known acronym stays whole: `AESKey` has no `SKey`.
fn spelling_inside(rest: &str, end: usize, run: usize, lexicon: &Lexicon) -> Option<usize> {
    if end > 1 && lexicon.contains(&rest[..end]) {
        return None;
    }
    let is_known = |run: &str| lexicon.is_letter(run) || lexicon.is_acronym(run);
    let (first, is_unknown) = (if lexicon.is_letter(&rest[..1]) { 1 } else { 2 }, !is_known(&rest[..end]));
    (first..=run).find(|at| (is_unknown || is_known(&rest[..*at])) && lexicon.spelling(&rest[*at..]).is_some())
}

/// Returns where the acronyms of a run of capitals end: before the capital that begins the next word.
fn acronym_end(rest: &str, run: usize) -> usize {
    let next = rest.as_bytes().get(run).copied().unwrap_or(b' ');
    let is_version = next == b'v' && rest.as_bytes().get(run + 1).is_some_and(u8::is_ascii_digit);
    match next {
        _ if is_version || plural(rest, run) > run => run,
        b if b.is_ascii_lowercase() => run - 1,
        _ => run,
    }
}

/// Extends `end` by the digits that follow a word: `MD5`, `Base64`, `OAuth2`. Digits can also begin a word: `File3D`, `Fp2Nd`.
fn with_digits(rest: &str, end: usize) -> usize {
    let after = end + count(rest, end, |b| b.is_ascii_digit());
    if after == end || is_single_capital(rest, after) || is_ordinal(&rest[after..]) { end } else { after }
}

/// Returns whether one capital stands at `at`, as a word: before the end, another word or digits.
fn is_single_capital(rest: &str, at: usize) -> bool {
    let bytes = &rest.as_bytes()[at.min(rest.len())..];
    let is_word = match bytes.get(1..) {
        Some([first, second, ..]) => first.is_ascii_uppercase() && second.is_ascii_lowercase(),
        Some([_]) => false,
        _ => true,
    };
    bytes.first().is_some_and(u8::is_ascii_uppercase) && is_word
}

/// Returns whether `tail` continues digits to an ordinal number: `2nd`.
fn is_ordinal(tail: &str) -> bool {
    let ends = |suffix: &str| tail.get(..2).is_some_and(|start| start.eq_ignore_ascii_case(suffix));
    ["st", "nd", "rd", "th"].iter().any(|suffix| ends(suffix))
        && tail.as_bytes().get(2).is_none_or(|b| !b.is_ascii_lowercase())
}

/// Counts the bytes from `from` on that fulfil `condition`.
fn count(rest: &str, from: usize, condition: impl Fn(&u8) -> bool) -> usize {
    rest.as_bytes()[from..].iter().take_while(|b| condition(b)).count()
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn splits_acronyms_plurals_and_digits() {
        let expected = [
            ("FileUrl", "file url"),
            ("IPv6Address", "ipv6 address"),
            ("IPv6Addresses", "ipv6 addresses"),
            ("Ipv6Address", "ipv6 address"),
            ("AssignIPv6s", "assign ipv6s"),
            ("ISPIPv6CidrBlock", "isp ipv6 cidr block"),
            ("K8SVersion", "k8s version"),
            ("U2FToken", "u2f token"),
            ("AntiDDoSPackageId", "anti ddos package id"),
            ("TBaaS", "tbaas"),
            ("CVEIDSet", "cve id set"),
            ("VPCIDs", "vpc ids"),
            ("ClusterCAMD5", "cluster ca md5"),
            ("CVSSV3Score", "cvss v3 score"),
            ("IPV6", "ipv6"),
            ("EIPs", "eips"),
            ("TaskIDs", "task ids"),
            ("NonExistPIDs", "non exist pids"),
            ("FileMD5", "file md5"),
            ("MD5Sum", "md5 sum"),
            ("QRcodeInfo", "qrcode info"),
            ("QRCodeInfo", "qr code info"),
            ("OCRResult", "ocr result"),
            ("AIEnhanceImage", "ai enhance image"),
            ("HTTPServer", "http server"),
            ("IDCardOCR", "id card ocr"),
            ("ETag", "etag"),
            ("Md5", "md5"),
            ("3DModel", "3d model"),
            ("Base64Content", "base64 content"),
            ("H264Codec", "h264 codec"),
            ("max-face-num", "max face num"),
            ("enable_clarity", "enable clarity"),
            ("faceLifting", "face lifting"),
            ("IMAGE_AIGC", "image aigc"),
            ("TDCRefresh", "tdc refresh"),
            ("URL", "url"),
            ("URLs", "urls"),
            ("VOIPCallInCount", "voip call in count"),
            ("is_pic_info", "is pic info"),
            ("x-cos-acl", "x cos acl"),
            ("#text", "text"),
            ("X", "x"),
            ("NBIoTDeviceID", "nb iot device id"),
            ("TPNSiOSAccessID", "tpns ios access id"),
            ("CVSSv3Vector", "cvss v3 vector"),
            ("OAuth2ResourceServerID", "oauth2 resource server id"),
            ("A2AConfig", "a2a config"),
            ("P2PPeakValue", "p2p peak value"),
            ("ResultFile3D", "result file 3d"),
            ("AigcHunyuan3DCompleteEvent", "aigc hunyuan 3d complete event"),
            ("BankCard2EVerification", "bank card 2e verification"),
            ("KBpsThreshold", "kbps threshold"),
            ("InfoPListUrl", "info plist url"),
            ("KeeWiDB", "keewidb"),
            ("TWeCallLicense", "twecall license"),
            ("Fp2NdItems", "fp 2nd items"),
            ("TimeTZone", "time tzone"),
            ("CFSVIP", "cfs vip"),
            ("CWEID", "cwe id"),
            ("DescribeAESKey", "describe aes key"),
            ("K8sApiRule", "k8s api rule"),
            ("XAxisTitle", "x axis title"),
            // Not in the published metadata.
            ("GPUMBpsLimit", "gpu mbps limit"),
            ("X2XGateway", "x2x gateway"),
            ("OAuth3Token", "oauth3 token"),
            ("EKSIoTNode", "eks iot node"),
            ("VPCSSLID", "vpc ssl id"),
            ("WAFv7Rule", "waf v7 rule"),
            ("Video4K", "video 4k"),
            ("Top1StResult", "top 1st result"),
            ("UinIDs2", "uin ids 2"),
            ("", ""),
        ];
        let found: Vec<_> = expected.iter().map(|(name, _)| (*name, words(name).join(" "))).collect();
        let wrong: Vec<_> =
            found.iter().zip(expected).filter(|((_, found), (_, expected))| found != expected).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
