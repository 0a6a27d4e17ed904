//! Tests names of the services that a splitter which only considers capitals gets wrong.

use codegen_model::rust_names::field;
use codegen_model::rust_names::words::words;

/// Names of the services, with the field that each maps to.
const NAMES: &[(&str, &str)] = &[
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
    ("QRcodeInfo", "qrcode_info"),
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
    ("ElectronicInvoiceRailwayETicketNumber", "electronic_invoice_railway_eticket_number"),
    ("UnhandledK8sApiEventCnt", "unhandled_k8s_api_event_cnt"),
    ("hadAutoFixVul", "had_auto_fix_vul"),
    ("CVEIDSet", "cve_id_set"),
    ("CVEID", "cve_id"),
    ("ClusterCAMD5", "cluster_ca_md5"),
    ("CVSSV3Score", "cvss_v3_score"),
    ("POCID", "poc_id"),
    ("JWKSURI", "jwks_uri"),
    ("UserVPCID", "user_vpc_id"),
    ("CVEId", "cve_id"),
    ("HSsdAvailable", "hssd_available"),
    ("BssdAvailable", "bssd_available"),
    ("TBaaS", "tbaas"),
    ("MongoDBParam", "mongodb_param"),
    ("MariaDBConnectParam", "mariadb_connect_param"),
    ("TiDB", "ti_db"),
    ("CynosDBPostgres", "cynos_db_postgres"),
    ("WeChatOpenId", "we_chat_open_id"),
    ("MySQLParam", "mysql_param"),
    ("SQLServerParam", "sql_server_param"),
    ("AutoMLTaskId", "auto_ml_task_id"),
    ("HighIODiskSizeRange", "high_io_disk_size_range"),
    ("FlinkWebUINetworkAccessType", "flink_web_ui_network_access_type"),
    ("InnerIPShow", "inner_ip_show"),
    ("NumberOfGPOrder", "number_of_gp_order"),
    ("LocalClusterIDs", "local_cluster_ids"),
    ("ClusterCIDRs", "cluster_cidrs"),
    ("IgnoreServiceCIDRConflict", "ignore_service_cidr_conflict"),
    ("RedirectURIs", "redirect_uris"),
    ("EnableQRCode", "enable_qr_code"),
    ("QrCodeId", "qr_code_id"),
    ("IDSet", "id_set"),
    ("IDs", "ids"),
    ("IDInfo", "id_info"),
    ("TemporaryIDCardInfo", "temporary_id_card_info"),
    ("JSONStrPaths", "json_str_paths"),
    ("ModelAPIId", "model_api_id"),
    ("DescribeCloudNativeAPIGatewayLLMModelAPI", "describe_cloud_native_api_gateway_llm_model_api"),
    ("DefaultCOSBucket", "default_cos_bucket"),
    ("StateCOSBucketType", "state_cos_bucket_type"),
    ("LatestTamperedFileMTime", "latest_tampered_file_mtime"),
    ("PProcessName", "pprocess_name"),
    ("MaxCallPSec", "max_call_psec"),
    ("EventCName", "event_cname"),
    ("ProductEName", "product_ename"),
    ("TopP", "top_p"),
    ("WDays", "wdays"),
    ("XMax", "x_max"),
    ("YCoordinate", "y_coordinate"),
    ("ImageA", "image_a"),
    ("U2FToken", "u2f_token"),
    ("KRB5ConfContent", "krb5_conf_content"),
    ("S3Region", "s3_region"),
    ("L5Enable", "l5_enable"),
    ("Vip6", "vip6"),
    ("Vport6", "vport6"),
    ("Ip6TranslatorIds", "ip6_translator_ids"),
    ("IPv6InternetAccessible", "ipv6_internet_accessible"),
    ("PublicIPv6Addresses", "public_ipv6_addresses"),
    ("SourceIPv6Cidr", "source_ipv6_cidr"),
    ("IngressIPv4TotalCount", "ingress_ipv4_total_count"),
    ("NetworkAclIpv6EntryId", "network_acl_ipv6_entry_id"),
    ("ScfIsBase64Encoded", "scf_is_base64_encoded"),
    ("ImageBase64List", "image_base64_list"),
    ("IsHttp2", "is_http2"),
    ("CodeSha256", "code_sha256"),
    ("Oauth2Auth", "oauth2_auth"),
    ("OAuthAuthConfig", "oauth_auth_config"),
    ("OIDCCredentialConfig", "oidc_credential_config"),
    ("SAMLMetadataDocument", "saml_metadata_document"),
    ("SASLPassword", "sasl_password"),
    ("ACLConsumerGroupIds", "acl_consumer_group_ids"),
    ("TCPEstablishedConnectionTimeout", "tcp_established_connection_timeout"),
    ("UDPMappingTimeout", "udp_mapping_timeout"),
    ("VXLANSupport", "vxlan_support"),
    ("XFFReset", "xff_reset"),
    ("CNAMESpeedup", "cname_speedup"),
    ("VOIPCallInCount", "voip_call_in_count"),
    ("MaximumTTLInSeconds", "maximum_ttl_in_seconds"),
    ("RouteECMPAlgorithms", "route_ecmp_algorithms"),
    ("IKESaLifetimeSeconds", "ike_sa_lifetime_seconds"),
    ("IPSECOptionsSpecification", "ipsec_options_specification"),
    ("BindedESInstanceId", "binded_es_instance_id"),
    ("ESUserPasswd", "es_user_passwd"),
    ("AntiDDosEip", "anti_ddos_eip"),
    ("AutoCCSwitch", "auto_cc_switch"),
    ("CCNs", "ccns"),
    ("CCList", "cc_list"),
    ("PQRSTAxis", "pqrst_axis"),
    ("Rv5SV1Amplitude", "rv5_sv1_amplitude"),
    ("RV6SV2", "rv6_sv2"),
    ("Last3MaxQPS", "last3_max_qps"),
    ("Last3MaxBandwidth", "last3_max_bandwidth"),
    ("HostRiskTop5", "host_risk_top5"),
    ("RegionCodeV3", "region_code_v3"),
    ("MriT1", "mri_t1"),
    ("StandardS2", "standard_s2"),
    ("Extend5", "extend5"),
    ("EffectClusterIDSet", "effect_cluster_id_set"),
    ("OnCallFormStaffIDs", "on_call_form_staff_ids"),
    ("IVRKeyPressedEx", "ivr_key_pressed_ex"),
    ("FlashSMSList", "flash_sms_list"),
    ("CustomTTSConfig", "custom_tts_config"),
    ("AIGCRecognitionResults", "aigc_recognition_results"),
    ("QGPUShareEnable", "qgpu_share_enable"),
    ("QPSExtendIntlMax", "qps_extend_intl_max"),
    ("IsKeepEIP", "is_keep_eip"),
    ("TKESubENI", "tke_sub_eni"),
    ("AttachCBSSpec", "attach_cbs_spec"),
    ("CVMDisasterRecoverGroupId", "cvm_disaster_recover_group_id"),
    ("RIUtilizationDetailSet", "ri_utilization_detail_set"),
    ("UUIDs", "uuids"),
    ("RemoteURLs", "remote_urls"),
    ("URLRelabelConfig", "url_relabel_config"),
    ("CWPQuuids", "cwp_quuids"),
    ("IsDeletedQa", "is_deleted_qa"),
    ("GooseFSSource", "goosefs_source"),
    ("HAZk", "ha_zk"),
    ("CHProxyVip", "ch_proxy_vip"),
    ("DBDFs", "dbdfs"),
    ("EnablePSCheck", "enable_ps_check"),
    ("HTTPGet", "http_get"),
    ("JNDIUrl", "jndi_url"),
    ("SLARules", "sla_rules"),
    ("SMode", "smode"),
    ("VCluster", "vcluster"),
    ("TJCallInfo", "tj_call_info"),
    ("PDuration", "pduration"),
    ("IMCdrs", "im_cdrs"),
    ("Super", "super_"),
    ("Type", "type_"),
    ("#text", "text"),
];

#[test]
fn the_list_has_many_unique_names() {
    let names: std::collections::BTreeSet<_> = NAMES.iter().map(|(name, _)| *name).collect();
    assert!(names.len() == NAMES.len() && names.len() >= 150, "{} of {}", names.len(), NAMES.len());
}

#[test]
fn names_map_to_idiomatic_fields() {
    let wrong = NAMES.iter().filter(|(name, expected)| field(name) != *expected);
    let wrong: Vec<_> =
        wrong.map(|(name, expected)| format!("{name}: expected {expected}, found {}", field(name))).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Wrong fields such as `i_pv6` and `ei_ps` have an acronym that is split.
#[test]
fn acronyms_are_not_split() {
    for acronym in ["IP", "IPs", "IPv4", "IPv6", "ID", "IDs", "EIP", "EIPs", "URL", "URLs", "MD5", "ETag", "QR", "HTTP"]
    {
        let whole = acronym.to_lowercase();
        for name in [acronym.to_owned(), format!("Old{acronym}"), format!("{acronym}Set"), format!("Old{acronym}Set")] {
            assert!(words(&name).contains(&whole), "{name} was split into {:?}", words(&name));
        }
    }
}

/// The words of a name have the same letters in the same order.
#[test]
fn splitting_keeps_every_letter() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("approved/names");
    let approved = tests::snapshot::read_folder(&folder, "").expect("names").into_values().collect::<String>();
    let listed = approved.split_whitespace().map(|word| word.rsplit('.').next().unwrap_or(word));
    let names: Vec<_> = listed.chain(NAMES.iter().map(|(name, _)| *name)).collect();
    assert!(names.len() > 500, "only {} names", names.len());
    for name in names {
        let letters = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
        assert_eq!(words(name).concat(), letters(name), "{name}");
    }
}
