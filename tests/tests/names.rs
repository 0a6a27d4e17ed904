//! Names that the services use and that a splitter which only looks at capitals gets wrong.

use codegen::resolve::names::field;
use codegen::resolve::words::words;

/// Real names, with the field that each becomes.
const HARD: &[(&str, &str)] = &[
    ("IPv6Address", "ipv6_address"),
    ("Ipv6AddressSet", "ipv6_address_set"),
    ("ISPIPv6CidrBlock", "isp_ipv6_cidr_block"),
    ("AssignIPv6s", "assign_ipv6s"),
    ("EIPs", "eips"),
    ("BindSGs", "bind_sgs"),
    ("TaskIDs", "task_ids"),
    ("NonExistPIDs", "non_exist_pids"),
    ("InnerIPs", "inner_ips"),
    ("FileUrls", "file_urls"),
    ("VPCIdSet", "vpc_id_set"),
    ("TopicURL", "topic_url"),
    ("HTTPSHeader", "https_header"),
    ("QRcodeInfo", "qr_code_info"),
    ("QRCodeInfo", "qr_code_info"),
    ("IDCardType", "id_card_type"),
    ("OCRHitInfos", "ocr_hit_infos"),
    ("ETag", "etag"),
    ("FileMD5", "file_md5"),
    ("FileMd5", "file_md5"),
    ("Base64Content", "base64_content"),
    ("H264Codec", "h264_codec"),
    ("ResponseTimeP95", "response_time_p95"),
    ("K8SVersion", "k8s_version"),
    ("K8sLabels", "k8s_labels"),
    ("AntiDDoSPackageId", "anti_ddos_package_id"),
    ("AIGCMetadata", "aigc_metadata"),
    ("AIEnhanceImage", "ai_enhance_image"),
    ("NL2SQLModelConfig", "nl2_sql_model_config"),
    ("XForwardedFor", "x_forwarded_for"),
    ("TopN", "top_n"),
    ("3DModel", "_3d_model"),
    ("2FA", "_2fa"),
    ("x-cos-acl", "x_cos_acl"),
    ("detect-url", "detect_url"),
    ("is_pic_info", "is_pic_info"),
    ("faceLifting", "face_lifting"),
    ("MaxResults", "max_results"),
    ("CynosDBMySQL", "cynos_db_mysql"),
    ("PostgreSQLParam", "postgresql_param"),
    ("PostCKafkaFlows", "post_ckafka_flows"),
    ("QCloudUIN", "qcloud_uin"),
    ("EChartsInfo", "echarts_info"),
    ("GooseFSx", "goose_fsx"),
    ("UUid", "uuid"),
    ("TKERouteENINonStaticIP", "tke_route_eni_non_static_ip"),
    ("SkipAddingNonMasqueradeCIDRs", "skip_adding_non_masquerade_cidrs"),
    ("ElectronicInvoiceRailwayETicketNumber", "electronic_invoice_railway_e_ticket_number"),
    ("UnhandledK8sApiEventCnt", "unhandled_k8s_api_event_cnt"),
    ("hadAutoFixVul", "had_auto_fix_vul"),
    ("Super", "super_"),
    ("Type", "type_"),
    ("#text", "text"),
];

#[test]
fn hard_names_become_what_a_person_would_write() {
    let wrong = HARD.iter().filter(|(name, expected)| field(name) != *expected);
    let wrong: Vec<_> = wrong.map(|(name, expected)| format!("{name}: {}, not {expected}", field(name))).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// `i_pv6` and `ei_ps` have what no word of these names has: an acronym cut in two.
#[test]
fn acronyms_are_never_cut() {
    for acronym in ["IP", "IPs", "IPv4", "IPv6", "ID", "IDs", "EIP", "EIPs", "URL", "URLs", "MD5", "ETag", "QR", "HTTP"]
    {
        let whole = acronym.to_lowercase();
        for name in [acronym.to_owned(), format!("Old{acronym}"), format!("{acronym}Set"), format!("Old{acronym}Set")] {
            assert!(words(&name).contains(&whole), "{name} became {:?}", words(&name));
        }
    }
}

/// Whatever a name is, its words say the same letters, in the same order.
#[test]
fn no_letter_is_lost() {
    let approved = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/golden/names.txt")).expect("names");
    let listed = approved.split_whitespace().map(|word| word.rsplit('.').next().unwrap_or(word));
    let names: Vec<_> = listed.chain(HARD.iter().map(|(name, _)| *name)).collect();
    assert!(names.len() > 500, "only {} names", names.len());
    for name in names {
        let letters = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
        assert_eq!(words(name).concat(), letters(name), "{name}");
    }
}
