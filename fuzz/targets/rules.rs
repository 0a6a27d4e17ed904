//! Processing rules. What a builder reads, it writes in a form that it reads the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tencentcloud_image::ci;
use tencentcloud_runtime::Rule;
use tencentcloud_runtime::replay::RuleEntry;

fuzz_target!(|text: &str| {
    let entries = [
        RuleEntry::of::<ci::ImageMogr2>("ImageMogr2"),
        RuleEntry::of::<ci::ImageView2>("ImageView2"),
        RuleEntry::of::<ci::ImageWatermark>("ImageWatermark"),
        RuleEntry::of::<ci::TextWatermark>("TextWatermark"),
        RuleEntry::of::<ci::BlindTextWatermark>("BlindTextWatermark"),
        RuleEntry::of::<ci::StyleRule>("StyleRule"),
        RuleEntry::of::<ci::QRCodeRule>("QRCodeRule"),
    ];
    for entry in entries {
        if let Ok(rule) = entry.reread(text) {
            let again = entry.reread(rule.as_str()).unwrap_or_else(|error| panic!("{}: {error}", rule.as_str()));
            assert_eq!(again.as_str(), rule.as_str());
        }
    }
    let _ = Rule::from(text).problems().len();
});
