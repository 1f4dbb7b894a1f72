/** Shapes of the AWS provider 5.100.0. Written by `bun scripts/gen-terraform-types.ts`. */
import type { Arg } from "#plinth/model/terraform-block.ts";

/** The provider's version that these shapes are of. */
export const awsProviderVersion = "5.100.0";

/** Arguments by type of resource. */
export interface AwsResources {
  readonly aws_acm_certificate: {
    readonly certificate_authority_arn?: Arg<string>;
    readonly certificate_body?: Arg<string>;
    readonly certificate_chain?: Arg<string>;
    readonly domain_name?: Arg<string>;
    readonly early_renewal_duration?: Arg<string>;
    readonly key_algorithm?: Arg<string>;
    readonly private_key?: Arg<string>;
    readonly subject_alternative_names?: Arg<readonly (Arg<string>)[]>;
    readonly tags?: Arg<Readonly<Record<string, Arg<string>>>>;
    readonly validation_method?: Arg<string>;
    readonly options?: {
      readonly certificate_transparency_logging_preference?: Arg<string>;
    };
    readonly validation_option?: readonly {
      readonly domain_name: Arg<string>;
      readonly validation_domain: Arg<string>;
    }[];
  };
  readonly aws_acm_certificate_validation: {
    readonly certificate_arn: Arg<string>;
    readonly validation_record_fqdns?: Arg<readonly (Arg<string>)[]>;
  };
  readonly aws_autoscaling_attachment: {
    readonly autoscaling_group_name: Arg<string>;
    readonly elb?: Arg<string>;
    readonly lb_target_group_arn?: Arg<string>;
  };
  readonly aws_autoscaling_group: {
    readonly availability_zones?: Arg<readonly (Arg<string>)[]>;
    readonly capacity_rebalance?: Arg<boolean>;
    readonly context?: Arg<string>;
    readonly default_cooldown?: Arg<number>;
    readonly default_instance_warmup?: Arg<number>;
    readonly desired_capacity?: Arg<number>;
    readonly desired_capacity_type?: Arg<string>;
    readonly enabled_metrics?: Arg<readonly (Arg<string>)[]>;
    readonly force_delete?: Arg<boolean>;
    readonly force_delete_warm_pool?: Arg<boolean>;
    readonly health_check_grace_period?: Arg<number>;
    readonly health_check_type?: Arg<string>;
    readonly ignore_failed_scaling_activities?: Arg<boolean>;
    readonly launch_configuration?: Arg<string>;
    readonly load_balancers?: Arg<readonly (Arg<string>)[]>;
    readonly max_instance_lifetime?: Arg<number>;
    readonly max_size: Arg<number>;
    readonly metrics_granularity?: Arg<string>;
    readonly min_elb_capacity?: Arg<number>;
    readonly min_size: Arg<number>;
    readonly name?: Arg<string>;
    readonly name_prefix?: Arg<string>;
    readonly placement_group?: Arg<string>;
    readonly protect_from_scale_in?: Arg<boolean>;
    readonly service_linked_role_arn?: Arg<string>;
    readonly suspended_processes?: Arg<readonly (Arg<string>)[]>;
    readonly target_group_arns?: Arg<readonly (Arg<string>)[]>;
    readonly termination_policies?: Arg<readonly (Arg<string>)[]>;
    readonly vpc_zone_identifier?: Arg<readonly (Arg<string>)[]>;
    readonly wait_for_capacity_timeout?: Arg<string>;
    readonly wait_for_elb_capacity?: Arg<number>;
    readonly availability_zone_distribution?: {
      readonly capacity_distribution_strategy?: Arg<string>;
    };
    readonly capacity_reservation_specification?: {
      readonly capacity_reservation_preference?: Arg<string>;
      readonly capacity_reservation_target?: {
        readonly capacity_reservation_ids?: Arg<readonly (Arg<string>)[]>;
        readonly capacity_reservation_resource_group_arns?: Arg<readonly (Arg<string>)[]>;
      };
    };
    readonly initial_lifecycle_hook?: readonly {
      readonly default_result?: Arg<string>;
      readonly heartbeat_timeout?: Arg<number>;
      readonly lifecycle_transition: Arg<string>;
      readonly name: Arg<string>;
      readonly notification_metadata?: Arg<string>;
      readonly notification_target_arn?: Arg<string>;
      readonly role_arn?: Arg<string>;
    }[];
    readonly instance_maintenance_policy?: {
      readonly max_healthy_percentage: Arg<number>;
      readonly min_healthy_percentage: Arg<number>;
    };
    readonly instance_refresh?: {
      readonly strategy: Arg<string>;
      readonly triggers?: Arg<readonly (Arg<string>)[]>;
      readonly preferences?: {
        readonly auto_rollback?: Arg<boolean>;
        readonly checkpoint_delay?: Arg<string>;
        readonly checkpoint_percentages?: Arg<readonly (Arg<number>)[]>;
        readonly instance_warmup?: Arg<string>;
        readonly max_healthy_percentage?: Arg<number>;
        readonly min_healthy_percentage?: Arg<number>;
        readonly scale_in_protected_instances?: Arg<string>;
        readonly skip_matching?: Arg<boolean>;
        readonly standby_instances?: Arg<string>;
        readonly alarm_specification?: {
          readonly alarms?: Arg<readonly (Arg<string>)[]>;
        };
      };
    };
    readonly launch_template?: {
      readonly id?: Arg<string>;
      readonly name?: Arg<string>;
      readonly version?: Arg<string>;
    };
    readonly mixed_instances_policy?: {
      readonly instances_distribution?: {
        readonly on_demand_allocation_strategy?: Arg<string>;
        readonly on_demand_base_capacity?: Arg<number>;
        readonly on_demand_percentage_above_base_capacity?: Arg<number>;
        readonly spot_allocation_strategy?: Arg<string>;
        readonly spot_instance_pools?: Arg<number>;
        readonly spot_max_price?: Arg<string>;
      };
      readonly launch_template: {
        readonly launch_template_specification: {
          readonly launch_template_id?: Arg<string>;
          readonly launch_template_name?: Arg<string>;
          readonly version?: Arg<string>;
        };
        readonly override?: readonly {
          readonly instance_type?: Arg<string>;
          readonly weighted_capacity?: Arg<string>;
          readonly instance_requirements?: {
            readonly accelerator_manufacturers?: Arg<readonly (Arg<string>)[]>;
            readonly accelerator_names?: Arg<readonly (Arg<string>)[]>;
            readonly accelerator_types?: Arg<readonly (Arg<string>)[]>;
            readonly allowed_instance_types?: Arg<readonly (Arg<string>)[]>;
            readonly bare_metal?: Arg<string>;
            readonly burstable_performance?: Arg<string>;
            readonly cpu_manufacturers?: Arg<readonly (Arg<string>)[]>;
            readonly excluded_instance_types?: Arg<readonly (Arg<string>)[]>;
            readonly instance_generations?: Arg<readonly (Arg<string>)[]>;
            readonly local_storage?: Arg<string>;
            readonly local_storage_types?: Arg<readonly (Arg<string>)[]>;
            readonly max_spot_price_as_percentage_of_optimal_on_demand_price?: Arg<number>;
            readonly on_demand_max_price_percentage_over_lowest_price?: Arg<number>;
            readonly require_hibernate_support?: Arg<boolean>;
            readonly spot_max_price_percentage_over_lowest_price?: Arg<number>;
            readonly accelerator_count?: {
              readonly max?: Arg<number>;
              readonly min?: Arg<number>;
            };
            readonly accelerator_total_memory_mib?: {
              readonly max?: Arg<number>;
              readonly min?: Arg<number>;
            };
            readonly baseline_ebs_bandwidth_mbps?: {
              readonly max?: Arg<number>;
              readonly min?: Arg<number>;
            };
            readonly memory_gib_per_vcpu?: {
              readonly max?: Arg<number>;
              readonly min?: Arg<number>;
            };
            readonly memory_mib?: {
              readonly max?: Arg<number>;
              readonly min?: Arg<number>;
            };
            readonly network_bandwidth_gbps?: {
              readonly max?: Arg<number>;
              readonly min?: Arg<number>;
            };
            readonly network_interface_count?: {
              readonly max?: Arg<number>;
              readonly min?: Arg<number>;
            };
            readonly total_local_storage_gb?: {
              readonly max?: Arg<number>;
              readonly min?: Arg<number>;
            };
            readonly vcpu_count?: {
              readonly max?: Arg<number>;
              readonly min?: Arg<number>;
            };
          };
          readonly launch_template_specification?: {
            readonly launch_template_id?: Arg<string>;
            readonly launch_template_name?: Arg<string>;
            readonly version?: Arg<string>;
          };
        }[];
      };
    };
    readonly tag?: readonly {
      readonly key: Arg<string>;
      readonly propagate_at_launch: Arg<boolean>;
      readonly value: Arg<string>;
    }[];
    readonly traffic_source?: readonly {
      readonly identifier: Arg<string>;
      readonly type?: Arg<string>;
    }[];
    readonly warm_pool?: {
      readonly max_group_prepared_capacity?: Arg<number>;
      readonly min_size?: Arg<number>;
      readonly pool_state?: Arg<string>;
      readonly instance_reuse_policy?: {
        readonly reuse_on_scale_in?: Arg<boolean>;
      };
    };
  };
  readonly aws_budgets_budget: {
    readonly account_id?: Arg<string>;
    readonly budget_type: Arg<string>;
    readonly limit_amount?: Arg<string>;
    readonly limit_unit?: Arg<string>;
    readonly name?: Arg<string>;
    readonly name_prefix?: Arg<string>;
    readonly tags?: Arg<Readonly<Record<string, Arg<string>>>>;
    readonly time_period_end?: Arg<string>;
    readonly time_period_start?: Arg<string>;
    readonly time_unit: Arg<string>;
    readonly auto_adjust_data?: {
      readonly auto_adjust_type: Arg<string>;
      readonly historical_options?: {
        readonly budget_adjustment_period: Arg<number>;
      };
    };
    readonly cost_filter?: readonly {
      readonly name: Arg<string>;
      readonly values: Arg<readonly (Arg<string>)[]>;
    }[];
    readonly cost_types?: {
      readonly include_credit?: Arg<boolean>;
      readonly include_discount?: Arg<boolean>;
      readonly include_other_subscription?: Arg<boolean>;
      readonly include_recurring?: Arg<boolean>;
      readonly include_refund?: Arg<boolean>;
      readonly include_subscription?: Arg<boolean>;
      readonly include_support?: Arg<boolean>;
      readonly include_tax?: Arg<boolean>;
      readonly include_upfront?: Arg<boolean>;
      readonly use_amortized?: Arg<boolean>;
      readonly use_blended?: Arg<boolean>;
    };
    readonly notification?: readonly {
      readonly comparison_operator: Arg<string>;
      readonly notification_type: Arg<string>;
      readonly subscriber_email_addresses?: Arg<readonly (Arg<string>)[]>;
      readonly subscriber_sns_topic_arns?: Arg<readonly (Arg<string>)[]>;
      readonly threshold: Arg<number>;
      readonly threshold_type: Arg<string>;
    }[];
    readonly planned_limit?: readonly {
      readonly amount: Arg<string>;
      readonly start_time: Arg<string>;
      readonly unit: Arg<string>;
    }[];
  };
  readonly aws_cloudtrail: {
    readonly cloud_watch_logs_group_arn?: Arg<string>;
    readonly cloud_watch_logs_role_arn?: Arg<string>;
    readonly enable_log_file_validation?: Arg<boolean>;
    readonly enable_logging?: Arg<boolean>;
    readonly include_global_service_events?: Arg<boolean>;
    readonly is_multi_region_trail?: Arg<boolean>;
    readonly is_organization_trail?: Arg<boolean>;
    readonly kms_key_id?: Arg<string>;
    readonly name: Arg<string>;
    readonly s3_bucket_name: Arg<string>;
    readonly s3_key_prefix?: Arg<string>;
    readonly sns_topic_name?: Arg<string>;
    readonly tags?: Arg<Readonly<Record<string, Arg<string>>>>;
    readonly advanced_event_selector?: readonly {
      readonly name?: Arg<string>;
      readonly field_selector: readonly {
        readonly ends_with?: Arg<readonly (Arg<string>)[]>;
        readonly equals?: Arg<readonly (Arg<string>)[]>;
        readonly field: Arg<string>;
        readonly not_ends_with?: Arg<readonly (Arg<string>)[]>;
        readonly not_equals?: Arg<readonly (Arg<string>)[]>;
        readonly not_starts_with?: Arg<readonly (Arg<string>)[]>;
        readonly starts_with?: Arg<readonly (Arg<string>)[]>;
      }[];
    }[];
    readonly event_selector?: readonly {
      readonly exclude_management_event_sources?: Arg<readonly (Arg<string>)[]>;
      readonly include_management_events?: Arg<boolean>;
      readonly read_write_type?: Arg<string>;
      readonly data_resource?: readonly {
        readonly type: Arg<string>;
        readonly values: Arg<readonly (Arg<string>)[]>;
      }[];
    }[];
    readonly insight_selector?: readonly {
      readonly insight_type: Arg<string>;
    }[];
  };
  readonly aws_cloudwatch_dashboard: {
    readonly dashboard_body: Arg<string>;
    readonly dashboard_name: Arg<string>;
  };
  readonly aws_cloudwatch_log_group: {
    readonly kms_key_id?: Arg<string>;
    readonly log_group_class?: Arg<string>;
    readonly name?: Arg<string>;
    readonly name_prefix?: Arg<string>;
    readonly retention_in_days?: Arg<number>;
    readonly skip_destroy?: Arg<boolean>;
    readonly tags?: Arg<Readonly<Record<string, Arg<string>>>>;
  };
  readonly aws_cloudwatch_metric_alarm: {
    readonly actions_enabled?: Arg<boolean>;
    readonly alarm_actions?: Arg<readonly (Arg<string>)[]>;
    readonly alarm_description?: Arg<string>;
    readonly alarm_name: Arg<string>;
    readonly comparison_operator: Arg<string>;
    readonly datapoints_to_alarm?: Arg<number>;
    readonly dimensions?: Arg<Readonly<Record<string, Arg<string>>>>;
    readonly evaluate_low_sample_count_percentiles?: Arg<string>;
    readonly evaluation_periods: Arg<number>;
    readonly extended_statistic?: Arg<string>;
    readonly insufficient_data_actions?: Arg<readonly (Arg<string>)[]>;
    readonly metric_name?: Arg<string>;
    readonly namespace?: Arg<string>;
    readonly ok_actions?: Arg<readonly (Arg<string>)[]>;
    readonly period?: Arg<number>;
    readonly statistic?: Arg<string>;
    readonly tags?: Arg<Readonly<Record<string, Arg<string>>>>;
    readonly threshold?: Arg<number>;
    readonly threshold_metric_id?: Arg<string>;
    readonly treat_missing_data?: Arg<string>;
    readonly unit?: Arg<string>;
    readonly metric_query?: readonly {
      readonly account_id?: Arg<string>;
      readonly expression?: Arg<string>;
      readonly id: Arg<string>;
      readonly label?: Arg<string>;
      readonly period?: Arg<number>;
      readonly return_data?: Arg<boolean>;
      readonly metric?: {
        readonly dimensions?: Arg<Readonly<Record<string, Arg<string>>>>;
        readonly metric_name: Arg<string>;
        readonly namespace?: Arg<string>;
        readonly period: Arg<number>;
        readonly stat: Arg<string>;
        readonly unit?: Arg<string>;
      };
    }[];
  };
  readonly aws_db_instance: {
    readonly allocated_storage?: Arg<number>;
    readonly allow_major_version_upgrade?: Arg<boolean>;
    readonly apply_immediately?: Arg<boolean>;
    readonly auto_minor_version_upgrade?: Arg<boolean>;
    readonly availability_zone?: Arg<string>;
    readonly backup_retention_period?: Arg<number>;
    readonly backup_target?: Arg<string>;
    readonly backup_window?: Arg<string>;
    readonly ca_cert_identifier?: Arg<string>;
    readonly character_set_name?: Arg<string>;
    readonly copy_tags_to_snapshot?: Arg<boolean>;
    readonly custom_iam_instance_profile?: Arg<string>;
    readonly customer_owned_ip_enabled?: Arg<boolean>;
    readonly database_insights_mode?: Arg<string>;
    readonly db_name?: Arg<string>;
    readonly db_subnet_group_name?: Arg<string>;
    readonly dedicated_log_volume?: Arg<boolean>;
    readonly delete_automated_backups?: Arg<boolean>;
    readonly deletion_protection?: Arg<boolean>;
    readonly domain?: Arg<string>;
    readonly domain_auth_secret_arn?: Arg<string>;
    readonly domain_dns_ips?: Arg<readonly (Arg<string>)[]>;
    readonly domain_fqdn?: Arg<string>;
    readonly domain_iam_role_name?: Arg<string>;
    readonly domain_ou?: Arg<string>;
    readonly enabled_cloudwatch_logs_exports?: Arg<readonly (Arg<string>)[]>;
    readonly engine?: Arg<string>;
    readonly engine_lifecycle_support?: Arg<string>;
    readonly engine_version?: Arg<string>;
    readonly final_snapshot_identifier?: Arg<string>;
    readonly iam_database_authentication_enabled?: Arg<boolean>;
    readonly identifier?: Arg<string>;
    readonly identifier_prefix?: Arg<string>;
    readonly instance_class: Arg<string>;
    readonly iops?: Arg<number>;
    readonly kms_key_id?: Arg<string>;
    readonly license_model?: Arg<string>;
    readonly maintenance_window?: Arg<string>;
    readonly manage_master_user_password?: Arg<boolean>;
    readonly master_user_secret_kms_key_id?: Arg<string>;
    readonly max_allocated_storage?: Arg<number>;
    readonly monitoring_interval?: Arg<number>;
    readonly monitoring_role_arn?: Arg<string>;
    readonly multi_az?: Arg<boolean>;
    readonly nchar_character_set_name?: Arg<string>;
    readonly network_type?: Arg<string>;
    readonly option_group_name?: Arg<string>;
    readonly parameter_group_name?: Arg<string>;
    readonly password?: Arg<string>;
    readonly password_wo?: Arg<string>;
    readonly password_wo_version?: Arg<number>;
    readonly performance_insights_enabled?: Arg<boolean>;
    readonly performance_insights_kms_key_id?: Arg<string>;
    readonly performance_insights_retention_period?: Arg<number>;
    readonly port?: Arg<number>;
    readonly publicly_accessible?: Arg<boolean>;
    readonly replica_mode?: Arg<string>;
    readonly replicate_source_db?: Arg<string>;
    readonly skip_final_snapshot?: Arg<boolean>;
    readonly snapshot_identifier?: Arg<string>;
    readonly storage_encrypted?: Arg<boolean>;
    readonly storage_throughput?: Arg<number>;
    readonly storage_type?: Arg<string>;
    readonly tags?: Arg<Readonly<Record<string, Arg<string>>>>;
    readonly timezone?: Arg<string>;
    readonly upgrade_storage_config?: Arg<boolean>;
    readonly username?: Arg<string>;
    readonly vpc_security_group_ids?: Arg<readonly (Arg<string>)[]>;
    readonly blue_green_update?: {
      readonly enabled?: Arg<boolean>;
    };
    readonly restore_to_point_in_time?: {
      readonly restore_time?: Arg<string>;
      readonly source_db_instance_automated_backups_arn?: Arg<string>;
      readonly source_db_instance_identifier?: Arg<string>;
      readonly source_dbi_resource_id?: Arg<string>;
      readonly use_latest_restorable_time?: Arg<boolean>;
    };
    readonly s3_import?: {
      readonly bucket_name: Arg<string>;
      readonly bucket_prefix?: Arg<string>;
      readonly ingestion_role: Arg<string>;
      readonly source_engine: Arg<string>;
      readonly source_engine_version: Arg<string>;
    };
  };
  readonly aws_db_parameter_group: {
    readonly description?: Arg<string>;
    readonly family: Arg<string>;
    readonly name?: Arg<string>;
    readonly name_prefix?: Arg<string>;
    readonly skip_destroy?: Arg<boolean>;
    readonly tags?: Arg<Readonly<Record<string, Arg<string>>>>;
    readonly parameter?: readonly {
      readonly apply_method?: Arg<string>;
      readonly name: Arg<string>;
      readonly value: Arg<string>;
    }[];
  };
  readonly aws_db_subnet_group: {
    readonly description?: Arg<string>;
    readonly name?: Arg<string>;
    readonly name_prefix?: Arg<string>;
    readonly subnet_ids: Arg<readonly (Arg<string>)[]>;
    readonly tags?: Arg<Readonly<Record<string, Arg<string>>>>;
  };
  readonly aws_default_security_group: {
    readonly egress?: Arg<readonly ({ readonly cidr_blocks?: Arg<readonly (Arg<string>)[]>; readonly description?: Arg<string>; readonly from_port?: Arg<number>; readonly ipv6_cidr_blocks?: Arg<readonly (Arg<string>)[]>; readonly prefix_list_ids?: Arg<readonly (Arg<string>)[]>; readonly protocol?: Arg<string>; readonly security_groups?: Arg<readonly (Arg<string>)[]>; readonly self?: Arg<boolean>; readonly to_port?: Arg<number> })[]>;
    readonly ingress?: Arg<readonly ({ readonly cidr_blocks?: Arg<readonly (Arg<string>)[]>; readonly description?: Arg<string>; readonly from_port?: Arg<number>; readonly ipv6_cidr_blocks?: Arg<readonly (Arg<string>)[]>; readonly prefix_list_ids?: Arg<readonly (Arg<string>)[]>; readonly protocol?: Arg<string>; readonly security_groups?: Arg<readonly (Arg<string>)[]>; readonly self?: Arg<boolean>; readonly to_port?: Arg<number> })[]>;
    readonly revoke_rules_on_delete?: Arg<boolean>;
    readonly tags?: Arg<Readonly<Record<string, Arg<string>>>>;
    readonly vpc_id?: Arg<string>;
  };
  readonly aws_dynamodb_table: {
    readonly billing_mode?: Arg<string>;
    readonly deletion_protection_enabled?: Arg<boolean>;
    readonly hash_key?: Arg<string>;
    readonly name: Arg<string>;
    readonly range_key?: Arg<string>;
    readonly read_capacity?: Arg<number>;
    readonly restore_date_time?: Arg<string>;
    readonly restore_source_name?: Arg<string>;
    readonly restore_source_table_arn?: Arg<string>;
    readonly restore_to_latest_time?: Arg<boolean>;
    readonly stream_enabled?: Arg<boolean>;
    readonly stream_view_type?: Arg<string>;
    readonly table_class?: Arg<string>;
    readonly tags?: Arg<Readonly<Record<string, Arg<string>>>>;
    readonly write_capacity?: Arg<number>;
    readonly attribute?: readonly {
      readonly name: Arg<string>;
      readonly type: Arg<string>;
    }[];
    readonly global_secondary_index?: readonly {
      readonly hash_key: Arg<string>;
      readonly name: Arg<string>;
      readonly non_key_attributes?: Arg<readonly (Arg<string>)[]>;
      readonly projection_type: Arg<string>;
      readonly range_key?: Arg<string>;
      readonly read_capacity?: Arg<number>;
      readonly write_capacity?: Arg<number>;
      readonly on_demand_throughput?: {
        readonly max_read_request_units?: Arg<number>;
        readonly max_write_request_units?: Arg<number>;
      };
    }[];
    readonly import_table?: {
      readonly input_compression_type?: Arg<string>;
      readonly input_format: Arg<string>;
      readonly input_format_options?: {
        readonly csv?: {
          readonly delimiter?: Arg<string>;
          readonly header_list?: Arg<readonly (Arg<string>)[]>;
        };
      };
      readonly s3_bucket_source: {
        readonly bucket: Arg<string>;
        readonly bucket_owner?: Arg<string>;
        readonly key_prefix?: Arg<string>;
      };
    };
    readonly local_secondary_index?: readonly {
      readonly name: Arg<string>;
      readonly non_key_attributes?: Arg<readonly (Arg<string>)[]>;
      readonly projection_type: Arg<string>;
      readonly range_key: Arg<string>;
    }[];
    readonly on_demand_throughput?: {
      readonly max_read_request_units?: Arg<number>;
      readonly max_write_request_units?: Arg<number>;
    };
    readonly point_in_time_recovery?: {
      readonly enabled: Arg<boolean>;
      readonly recovery_period_in_days?: Arg<number>;
    };
    readonly replica?: readonly {
      readonly kms_key_arn?: Arg<string>;
      readonly point_in_time_recovery?: Arg<boolean>;
      readonly propagate_tags?: Arg<boolean>;
      readonly region_name: Arg<string>;
    }[];
    readonly server_side_encryption?: {
      readonly enabled: Arg<boolean>;
      readonly kms_key_arn?: Arg<string>;
    };
    readonly ttl?: {
      readonly attribute_name?: Arg<string>;
      readonly enabled?: Arg<boolean>;
    };
  };
  readonly aws_ec2_subnet_cidr_reservation: {
    readonly cidr_block: Arg<string>;
    readonly description?: Arg<string>;
    readonly reservation_type: Arg<string>;
    readonly subnet_id: Arg<string>;
  };
  readonly aws_ecr_lifecycle_policy: {
    readonly policy: Arg<string>;
    readonly repository: Arg<string>;
  };
  readonly aws_ecr_repository: {
    readonly force_delete?: Arg<boolean>;
    readonly image_tag_mutability?: Arg<string>;
    readonly name: Arg<string>;
    readonly tags?: Arg<Readonly<Record<string, Arg<string>>>>;
    readonly encryption_configuration?: readonly {
      readonly encryption_type?: Arg<string>;
      readonly kms_key?: Arg<string>;
    }[];
    readonly image_scanning_configuration?: {
      readonly scan_on_push: Arg<boolean>;
    };
  };
  readonly aws_eip: {
    readonly address?: Arg<string>;
    readonly associate_with_private_ip?: Arg<string>;
    readonly customer_owned_ipv4_pool?: Arg<string>;
    readonly domain?: Arg<string>;
    readonly instance?: Arg<string>;
    readonly ipam_pool_id?: Arg<string>;
    readonly network_border_group?: Arg<string>;
    readonly network_interface?: Arg<string>;
    readonly public_ipv4_pool?: Arg<string>;
    readonly tags?: Arg<Readonly<Record<string, Arg<string>>>>;
  };
  readonly aws_eks_access_entry: {
    readonly cluster_name: Arg<string>;
    readonly kubernetes_groups?: Arg<readonly (Arg<string>)[]>;
    readonly principal_arn: Arg<string>;
    readonly tags?: Arg<Readonly<Record<string, Arg<string>>>>;
    readonly type?: Arg<string>;
    readonly user_name?: Arg<string>;
  };
  readonly aws_eks_access_policy_association: {
    readonly cluster_name: Arg<string>;
    readonly policy_arn: Arg<string>;
    readonly principal_arn: Arg<string>;
    readonly access_scope: {
      readonly namespaces?: Arg<readonly (Arg<string>)[]>;
      readonly type: Arg<string>;
    };
  };
  readonly aws_eks_addon: {
    readonly addon_name: Arg<string>;
    readonly addon_version?: Arg<string>;
    readonly cluster_name: Arg<string>;
    readonly configuration_values?: Arg<string>;
    readonly preserve?: Arg<boolean>;
    readonly resolve_conflicts_on_create?: Arg<string>;
    readonly resolve_conflicts_on_update?: Arg<string>;
    readonly service_account_role_arn?: Arg<string>;
    readonly tags?: Arg<Readonly<Record<string, Arg<string>>>>;
    readonly pod_identity_association?: readonly {
      readonly role_arn: Arg<string>;
      readonly service_account: Arg<string>;
    }[];
  };
  readonly aws_eks_cluster: {
    readonly bootstrap_self_managed_addons?: Arg<boolean>;
    readonly enabled_cluster_log_types?: Arg<readonly (Arg<string>)[]>;
    readonly force_update_version?: Arg<boolean>;
    readonly name: Arg<string>;
    readonly role_arn: Arg<string>;
    readonly tags?: Arg<Readonly<Record<string, Arg<string>>>>;
    readonly version?: Arg<string>;
    readonly access_config?: {
      readonly authentication_mode?: Arg<string>;
      readonly bootstrap_cluster_creator_admin_permissions?: Arg<boolean>;
    };
    readonly compute_config?: {
      readonly enabled?: Arg<boolean>;
      readonly node_pools?: Arg<readonly (Arg<string>)[]>;
      readonly node_role_arn?: Arg<string>;
    };
    readonly encryption_config?: {
      readonly resources: Arg<readonly (Arg<string>)[]>;
      readonly provider: {
        readonly key_arn: Arg<string>;
      };
    };
    readonly kubernetes_network_config?: {
      readonly ip_family?: Arg<string>;
      readonly service_ipv4_cidr?: Arg<string>;
      readonly elastic_load_balancing?: {
        readonly enabled?: Arg<boolean>;
      };
    };
    readonly outpost_config?: {
      readonly control_plane_instance_type: Arg<string>;
      readonly outpost_arns: Arg<readonly (Arg<string>)[]>;
      readonly control_plane_placement?: {
        readonly group_name: Arg<string>;
      };
    };
    readonly remote_network_config?: {
      readonly remote_node_networks: {
        readonly cidrs?: Arg<readonly (Arg<string>)[]>;
      };
      readonly remote_pod_networks?: {
        readonly cidrs?: Arg<readonly (Arg<string>)[]>;
      };
    };
    readonly storage_config?: {
      readonly block_storage?: {
        readonly enabled?: Arg<boolean>;
      };
    };
    readonly upgrade_policy?: {
      readonly support_type?: Arg<string>;
    };
    readonly vpc_config: {
      readonly endpoint_private_access?: Arg<boolean>;
      readonly endpoint_public_access?: Arg<boolean>;
      readonly public_access_cidrs?: Arg<readonly (Arg<string>)[]>;
      readonly security_group_ids?: Arg<readonly (Arg<string>)[]>;
      readonly subnet_ids: Arg<readonly (Arg<string>)[]>;
    };
    readonly zonal_shift_config?: {
      readonly enabled?: Arg<boolean>;
    };
  };
  readonly aws_eks_node_group: {
    readonly ami_type?: Arg<string>;
    readonly capacity_type?: Arg<string>;
    readonly cluster_name: Arg<string>;
    readonly disk_size?: Arg<number>;
    readonly force_update_version?: Arg<boolean>;
    readonly instance_types?: Arg<readonly (Arg<string>)[]>;
    readonly labels?: Arg<Readonly<Record<string, Arg<string>>>>;
    readonly node_group_name?: Arg<string>;
    readonly node_group_name_prefix?: Arg<string>;
    readonly node_role_arn: Arg<string>;
    readonly release_version?: Arg<string>;
    readonly subnet_ids: Arg<readonly (Arg<string>)[]>;
    readonly tags?: Arg<Readonly<Record<string, Arg<string>>>>;
    readonly version?: Arg<string>;
    readonly launch_template?: {
      readonly id?: Arg<string>;
      readonly name?: Arg<string>;
      readonly version: Arg<string>;
    };
    readonly node_repair_config?: {
      readonly enabled?: Arg<boolean>;
    };
    readonly remote_access?: {
      readonly ec2_ssh_key?: Arg<string>;
      readonly source_security_group_ids?: Arg<readonly (Arg<string>)[]>;
    };
    readonly scaling_config: {
      readonly desired_size: Arg<number>;
      readonly max_size: Arg<number>;
      readonly min_size: Arg<number>;
    };
    readonly taint?: readonly {
      readonly effect: Arg<string>;
      readonly key: Arg<string>;
      readonly value?: Arg<string>;
    }[];
    readonly update_config?: {
      readonly max_unavailable?: Arg<number>;
      readonly max_unavailable_percentage?: Arg<number>;
    };
  };
  readonly aws_eks_pod_identity_association: {
    readonly cluster_name: Arg<string>;
    readonly namespace: Arg<string>;
    readonly role_arn: Arg<string>;
    readonly service_account: Arg<string>;
    readonly tags?: Arg<Readonly<Record<string, Arg<string>>>>;
  };
  readonly aws_flow_log: {
    readonly deliver_cross_account_role?: Arg<string>;
    readonly eni_id?: Arg<string>;
    readonly iam_role_arn?: Arg<string>;
    readonly log_destination?: Arg<string>;
    readonly log_destination_type?: Arg<string>;
    readonly log_format?: Arg<string>;
    readonly max_aggregation_interval?: Arg<number>;
    readonly subnet_id?: Arg<string>;
    readonly tags?: Arg<Readonly<Record<string, Arg<string>>>>;
    readonly traffic_type?: Arg<string>;
    readonly transit_gateway_attachment_id?: Arg<string>;
    readonly transit_gateway_id?: Arg<string>;
    readonly vpc_id?: Arg<string>;
    readonly destination_options?: {
      readonly file_format?: Arg<string>;
      readonly hive_compatible_partitions?: Arg<boolean>;
      readonly per_hour_partition?: Arg<boolean>;
    };
  };
  readonly aws_iam_instance_profile: {
    readonly name?: Arg<string>;
    readonly name_prefix?: Arg<string>;
    readonly path?: Arg<string>;
    readonly role?: Arg<string>;
    readonly tags?: Arg<Readonly<Record<string, Arg<string>>>>;
  };
  readonly aws_iam_openid_connect_provider: {
    readonly client_id_list: Arg<readonly (Arg<string>)[]>;
    readonly tags?: Arg<Readonly<Record<string, Arg<string>>>>;
    readonly thumbprint_list?: Arg<readonly (Arg<string>)[]>;
    readonly url: Arg<string>;
  };
  readonly aws_iam_role: {
    readonly assume_role_policy: Arg<string>;
    readonly description?: Arg<string>;
    readonly force_detach_policies?: Arg<boolean>;
    readonly max_session_duration?: Arg<number>;
    readonly name?: Arg<string>;
    readonly name_prefix?: Arg<string>;
    readonly path?: Arg<string>;
    readonly permissions_boundary?: Arg<string>;
    readonly tags?: Arg<Readonly<Record<string, Arg<string>>>>;
  };
  readonly aws_iam_role_policy: {
    readonly name?: Arg<string>;
    readonly name_prefix?: Arg<string>;
    readonly policy: Arg<string>;
    readonly role: Arg<string>;
  };
  readonly aws_iam_role_policy_attachment: {
    readonly policy_arn: Arg<string>;
    readonly role: Arg<string>;
  };
  readonly aws_instance: {
    readonly ami?: Arg<string>;
    readonly associate_public_ip_address?: Arg<boolean>;
    readonly availability_zone?: Arg<string>;
    readonly disable_api_stop?: Arg<boolean>;
    readonly disable_api_termination?: Arg<boolean>;
    readonly ebs_optimized?: Arg<boolean>;
    readonly enable_primary_ipv6?: Arg<boolean>;
    readonly get_password_data?: Arg<boolean>;
    readonly hibernation?: Arg<boolean>;
    readonly host_id?: Arg<string>;
    readonly host_resource_group_arn?: Arg<string>;
    readonly iam_instance_profile?: Arg<string>;
    readonly instance_initiated_shutdown_behavior?: Arg<string>;
    readonly instance_type?: Arg<string>;
    readonly ipv6_address_count?: Arg<number>;
    readonly ipv6_addresses?: Arg<readonly (Arg<string>)[]>;
    readonly key_name?: Arg<string>;
    readonly monitoring?: Arg<boolean>;
    readonly placement_group?: Arg<string>;
    readonly placement_partition_number?: Arg<number>;
    readonly private_ip?: Arg<string>;
    readonly secondary_private_ips?: Arg<readonly (Arg<string>)[]>;
    readonly security_groups?: Arg<readonly (Arg<string>)[]>;
    readonly source_dest_check?: Arg<boolean>;
    readonly subnet_id?: Arg<string>;
    readonly tags?: Arg<Readonly<Record<string, Arg<string>>>>;
    readonly tenancy?: Arg<string>;
    readonly user_data?: Arg<string>;
    readonly user_data_base64?: Arg<string>;
    readonly user_data_replace_on_change?: Arg<boolean>;
    readonly volume_tags?: Arg<Readonly<Record<string, Arg<string>>>>;
    readonly vpc_security_group_ids?: Arg<readonly (Arg<string>)[]>;
    readonly capacity_reservation_specification?: {
      readonly capacity_reservation_preference?: Arg<string>;
      readonly capacity_reservation_target?: {
        readonly capacity_reservation_id?: Arg<string>;
        readonly capacity_reservation_resource_group_arn?: Arg<string>;
      };
    };
    readonly cpu_options?: {
      readonly amd_sev_snp?: Arg<string>;
      readonly core_count?: Arg<number>;
      readonly threads_per_core?: Arg<number>;
    };
    readonly credit_specification?: {
      readonly cpu_credits?: Arg<string>;
    };
    readonly ebs_block_device?: readonly {
      readonly delete_on_termination?: Arg<boolean>;
      readonly device_name: Arg<string>;
      readonly encrypted?: Arg<boolean>;
      readonly iops?: Arg<number>;
      readonly kms_key_id?: Arg<string>;
      readonly snapshot_id?: Arg<string>;
      readonly tags?: Arg<Readonly<Record<string, Arg<string>>>>;
      readonly tags_all?: Arg<Readonly<Record<string, Arg<string>>>>;
      readonly throughput?: Arg<number>;
      readonly volume_size?: Arg<number>;
      readonly volume_type?: Arg<string>;
    }[];
    readonly enclave_options?: {
      readonly enabled?: Arg<boolean>;
    };
    readonly ephemeral_block_device?: readonly {
      readonly device_name: Arg<string>;
      readonly no_device?: Arg<boolean>;
      readonly virtual_name?: Arg<string>;
    }[];
    readonly instance_market_options?: {
      readonly market_type?: Arg<string>;
      readonly spot_options?: {
        readonly instance_interruption_behavior?: Arg<string>;
        readonly max_price?: Arg<string>;
        readonly spot_instance_type?: Arg<string>;
        readonly valid_until?: Arg<string>;
      };
    };
    readonly launch_template?: {
      readonly id?: Arg<string>;
      readonly name?: Arg<string>;
      readonly version?: Arg<string>;
    };
    readonly maintenance_options?: {
      readonly auto_recovery?: Arg<string>;
    };
    readonly metadata_options?: {
      readonly http_endpoint?: Arg<string>;
      readonly http_protocol_ipv6?: Arg<string>;
      readonly http_put_response_hop_limit?: Arg<number>;
      readonly http_tokens?: Arg<string>;
      readonly instance_metadata_tags?: Arg<string>;
    };
    readonly network_interface?: readonly {
      readonly delete_on_termination?: Arg<boolean>;
      readonly device_index: Arg<number>;
      readonly network_card_index?: Arg<number>;
      readonly network_interface_id: Arg<string>;
    }[];
    readonly private_dns_name_options?: {
      readonly enable_resource_name_dns_a_record?: Arg<boolean>;
      readonly enable_resource_name_dns_aaaa_record?: Arg<boolean>;
      readonly hostname_type?: Arg<string>;
    };
    readonly root_block_device?: {
      readonly delete_on_termination?: Arg<boolean>;
      readonly encrypted?: Arg<boolean>;
      readonly iops?: Arg<number>;
      readonly kms_key_id?: Arg<string>;
      readonly tags?: Arg<Readonly<Record<string, Arg<string>>>>;
      readonly tags_all?: Arg<Readonly<Record<string, Arg<string>>>>;
      readonly throughput?: Arg<number>;
      readonly volume_size?: Arg<number>;
      readonly volume_type?: Arg<string>;
    };
  };
  readonly aws_internet_gateway: {
    readonly tags?: Arg<Readonly<Record<string, Arg<string>>>>;
    readonly vpc_id?: Arg<string>;
  };
  readonly aws_kms_alias: {
    readonly name?: Arg<string>;
    readonly name_prefix?: Arg<string>;
    readonly target_key_id: Arg<string>;
  };
  readonly aws_kms_key: {
    readonly bypass_policy_lockout_safety_check?: Arg<boolean>;
    readonly custom_key_store_id?: Arg<string>;
    readonly customer_master_key_spec?: Arg<string>;
    readonly deletion_window_in_days?: Arg<number>;
    readonly description?: Arg<string>;
    readonly enable_key_rotation?: Arg<boolean>;
    readonly is_enabled?: Arg<boolean>;
    readonly key_usage?: Arg<string>;
    readonly multi_region?: Arg<boolean>;
    readonly policy?: Arg<string>;
    readonly rotation_period_in_days?: Arg<number>;
    readonly tags?: Arg<Readonly<Record<string, Arg<string>>>>;
    readonly xks_key_id?: Arg<string>;
  };
  readonly aws_launch_template: {
    readonly default_version?: Arg<number>;
    readonly description?: Arg<string>;
    readonly disable_api_stop?: Arg<boolean>;
    readonly disable_api_termination?: Arg<boolean>;
    readonly ebs_optimized?: Arg<string>;
    readonly image_id?: Arg<string>;
    readonly instance_initiated_shutdown_behavior?: Arg<string>;
    readonly instance_type?: Arg<string>;
    readonly kernel_id?: Arg<string>;
    readonly key_name?: Arg<string>;
    readonly name?: Arg<string>;
    readonly name_prefix?: Arg<string>;
    readonly ram_disk_id?: Arg<string>;
    readonly security_group_names?: Arg<readonly (Arg<string>)[]>;
    readonly tags?: Arg<Readonly<Record<string, Arg<string>>>>;
    readonly update_default_version?: Arg<boolean>;
    readonly user_data?: Arg<string>;
    readonly vpc_security_group_ids?: Arg<readonly (Arg<string>)[]>;
    readonly block_device_mappings?: readonly {
      readonly device_name?: Arg<string>;
      readonly no_device?: Arg<string>;
      readonly virtual_name?: Arg<string>;
      readonly ebs?: {
        readonly delete_on_termination?: Arg<string>;
        readonly encrypted?: Arg<string>;
        readonly iops?: Arg<number>;
        readonly kms_key_id?: Arg<string>;
        readonly snapshot_id?: Arg<string>;
        readonly throughput?: Arg<number>;
        readonly volume_initialization_rate?: Arg<number>;
        readonly volume_size?: Arg<number>;
        readonly volume_type?: Arg<string>;
      };
    }[];
    readonly capacity_reservation_specification?: {
      readonly capacity_reservation_preference?: Arg<string>;
      readonly capacity_reservation_target?: {
        readonly capacity_reservation_id?: Arg<string>;
        readonly capacity_reservation_resource_group_arn?: Arg<string>;
      };
    };
    readonly cpu_options?: {
      readonly amd_sev_snp?: Arg<string>;
      readonly core_count?: Arg<number>;
      readonly threads_per_core?: Arg<number>;
    };
    readonly credit_specification?: {
      readonly cpu_credits?: Arg<string>;
    };
    readonly enclave_options?: {
      readonly enabled?: Arg<boolean>;
    };
    readonly hibernation_options?: {
      readonly configured: Arg<boolean>;
    };
    readonly iam_instance_profile?: {
      readonly arn?: Arg<string>;
      readonly name?: Arg<string>;
    };
    readonly instance_market_options?: {
      readonly market_type?: Arg<string>;
      readonly spot_options?: {
        readonly block_duration_minutes?: Arg<number>;
        readonly instance_interruption_behavior?: Arg<string>;
        readonly max_price?: Arg<string>;
        readonly spot_instance_type?: Arg<string>;
        readonly valid_until?: Arg<string>;
      };
    };
    readonly instance_requirements?: {
      readonly accelerator_manufacturers?: Arg<readonly (Arg<string>)[]>;
      readonly accelerator_names?: Arg<readonly (Arg<string>)[]>;
      readonly accelerator_types?: Arg<readonly (Arg<string>)[]>;
      readonly allowed_instance_types?: Arg<readonly (Arg<string>)[]>;
      readonly bare_metal?: Arg<string>;
      readonly burstable_performance?: Arg<string>;
      readonly cpu_manufacturers?: Arg<readonly (Arg<string>)[]>;
      readonly excluded_instance_types?: Arg<readonly (Arg<string>)[]>;
      readonly instance_generations?: Arg<readonly (Arg<string>)[]>;
      readonly local_storage?: Arg<string>;
      readonly local_storage_types?: Arg<readonly (Arg<string>)[]>;
      readonly max_spot_price_as_percentage_of_optimal_on_demand_price?: Arg<number>;
      readonly on_demand_max_price_percentage_over_lowest_price?: Arg<number>;
      readonly require_hibernate_support?: Arg<boolean>;
      readonly spot_max_price_percentage_over_lowest_price?: Arg<number>;
      readonly accelerator_count?: {
        readonly max?: Arg<number>;
        readonly min?: Arg<number>;
      };
      readonly accelerator_total_memory_mib?: {
        readonly max?: Arg<number>;
        readonly min?: Arg<number>;
      };
      readonly baseline_ebs_bandwidth_mbps?: {
        readonly max?: Arg<number>;
        readonly min?: Arg<number>;
      };
      readonly memory_gib_per_vcpu?: {
        readonly max?: Arg<number>;
        readonly min?: Arg<number>;
      };
      readonly memory_mib: {
        readonly max?: Arg<number>;
        readonly min: Arg<number>;
      };
      readonly network_bandwidth_gbps?: {
        readonly max?: Arg<number>;
        readonly min?: Arg<number>;
      };
      readonly network_interface_count?: {
        readonly max?: Arg<number>;
        readonly min?: Arg<number>;
      };
      readonly total_local_storage_gb?: {
        readonly max?: Arg<number>;
        readonly min?: Arg<number>;
      };
      readonly vcpu_count: {
        readonly max?: Arg<number>;
        readonly min: Arg<number>;
      };
    };
    readonly license_specification?: readonly {
      readonly license_configuration_arn: Arg<string>;
    }[];
    readonly maintenance_options?: {
      readonly auto_recovery?: Arg<string>;
    };
    readonly metadata_options?: {
      readonly http_endpoint?: Arg<string>;
      readonly http_protocol_ipv6?: Arg<string>;
      readonly http_put_response_hop_limit?: Arg<number>;
      readonly http_tokens?: Arg<string>;
      readonly instance_metadata_tags?: Arg<string>;
    };
    readonly monitoring?: {
      readonly enabled?: Arg<boolean>;
    };
    readonly network_interfaces?: readonly {
      readonly associate_carrier_ip_address?: Arg<string>;
      readonly associate_public_ip_address?: Arg<string>;
      readonly delete_on_termination?: Arg<string>;
      readonly description?: Arg<string>;
      readonly device_index?: Arg<number>;
      readonly interface_type?: Arg<string>;
      readonly ipv4_address_count?: Arg<number>;
      readonly ipv4_addresses?: Arg<readonly (Arg<string>)[]>;
      readonly ipv4_prefix_count?: Arg<number>;
      readonly ipv4_prefixes?: Arg<readonly (Arg<string>)[]>;
      readonly ipv6_address_count?: Arg<number>;
      readonly ipv6_addresses?: Arg<readonly (Arg<string>)[]>;
      readonly ipv6_prefix_count?: Arg<number>;
      readonly ipv6_prefixes?: Arg<readonly (Arg<string>)[]>;
      readonly network_card_index?: Arg<number>;
      readonly network_interface_id?: Arg<string>;
      readonly primary_ipv6?: Arg<string>;
      readonly private_ip_address?: Arg<string>;
      readonly security_groups?: Arg<readonly (Arg<string>)[]>;
      readonly subnet_id?: Arg<string>;
      readonly connection_tracking_specification?: {
        readonly tcp_established_timeout?: Arg<number>;
        readonly udp_stream_timeout?: Arg<number>;
        readonly udp_timeout?: Arg<number>;
      };
      readonly ena_srd_specification?: {
        readonly ena_srd_enabled?: Arg<boolean>;
        readonly ena_srd_udp_specification?: {
          readonly ena_srd_udp_enabled?: Arg<boolean>;
        };
      };
    }[];
    readonly placement?: {
      readonly affinity?: Arg<string>;
      readonly availability_zone?: Arg<string>;
      readonly group_name?: Arg<string>;
      readonly host_id?: Arg<string>;
      readonly host_resource_group_arn?: Arg<string>;
      readonly partition_number?: Arg<number>;
      readonly spread_domain?: Arg<string>;
      readonly tenancy?: Arg<string>;
    };
    readonly private_dns_name_options?: {
      readonly enable_resource_name_dns_a_record?: Arg<boolean>;
      readonly enable_resource_name_dns_aaaa_record?: Arg<boolean>;
      readonly hostname_type?: Arg<string>;
    };
    readonly tag_specifications?: readonly {
      readonly resource_type?: Arg<string>;
      readonly tags?: Arg<Readonly<Record<string, Arg<string>>>>;
    }[];
  };
  readonly aws_lb: {
    readonly client_keep_alive?: Arg<number>;
    readonly customer_owned_ipv4_pool?: Arg<string>;
    readonly desync_mitigation_mode?: Arg<string>;
    readonly dns_record_client_routing_policy?: Arg<string>;
    readonly drop_invalid_header_fields?: Arg<boolean>;
    readonly enable_cross_zone_load_balancing?: Arg<boolean>;
    readonly enable_deletion_protection?: Arg<boolean>;
    readonly enable_http2?: Arg<boolean>;
    readonly enable_tls_version_and_cipher_suite_headers?: Arg<boolean>;
    readonly enable_waf_fail_open?: Arg<boolean>;
    readonly enable_xff_client_port?: Arg<boolean>;
    readonly enable_zonal_shift?: Arg<boolean>;
    readonly enforce_security_group_inbound_rules_on_private_link_traffic?: Arg<string>;
    readonly idle_timeout?: Arg<number>;
    readonly internal?: Arg<boolean>;
    readonly ip_address_type?: Arg<string>;
    readonly load_balancer_type?: Arg<string>;
    readonly name?: Arg<string>;
    readonly name_prefix?: Arg<string>;
    readonly preserve_host_header?: Arg<boolean>;
    readonly security_groups?: Arg<readonly (Arg<string>)[]>;
    readonly subnets?: Arg<readonly (Arg<string>)[]>;
    readonly tags?: Arg<Readonly<Record<string, Arg<string>>>>;
    readonly xff_header_processing_mode?: Arg<string>;
    readonly access_logs?: {
      readonly bucket: Arg<string>;
      readonly enabled?: Arg<boolean>;
      readonly prefix?: Arg<string>;
    };
    readonly connection_logs?: {
      readonly bucket: Arg<string>;
      readonly enabled?: Arg<boolean>;
      readonly prefix?: Arg<string>;
    };
    readonly ipam_pools?: {
      readonly ipv4_ipam_pool_id: Arg<string>;
    };
    readonly minimum_load_balancer_capacity?: {
      readonly capacity_units: Arg<number>;
    };
    readonly subnet_mapping?: readonly {
      readonly allocation_id?: Arg<string>;
      readonly ipv6_address?: Arg<string>;
      readonly private_ipv4_address?: Arg<string>;
      readonly subnet_id: Arg<string>;
    }[];
  };
  readonly aws_lb_listener: {
    readonly alpn_policy?: Arg<string>;
    readonly certificate_arn?: Arg<string>;
    readonly load_balancer_arn: Arg<string>;
    readonly port?: Arg<number>;
    readonly protocol?: Arg<string>;
    readonly routing_http_request_x_amzn_mtls_clientcert_header_name?: Arg<string>;
    readonly routing_http_request_x_amzn_mtls_clientcert_issuer_header_name?: Arg<string>;
    readonly routing_http_request_x_amzn_mtls_clientcert_leaf_header_name?: Arg<string>;
    readonly routing_http_request_x_amzn_mtls_clientcert_serial_number_header_name?: Arg<string>;
    readonly routing_http_request_x_amzn_mtls_clientcert_subject_header_name?: Arg<string>;
    readonly routing_http_request_x_amzn_mtls_clientcert_validity_header_name?: Arg<string>;
    readonly routing_http_request_x_amzn_tls_cipher_suite_header_name?: Arg<string>;
    readonly routing_http_request_x_amzn_tls_version_header_name?: Arg<string>;
    readonly routing_http_response_access_control_allow_credentials_header_value?: Arg<string>;
    readonly routing_http_response_access_control_allow_headers_header_value?: Arg<string>;
    readonly routing_http_response_access_control_allow_methods_header_value?: Arg<string>;
    readonly routing_http_response_access_control_allow_origin_header_value?: Arg<string>;
    readonly routing_http_response_access_control_expose_headers_header_value?: Arg<string>;
    readonly routing_http_response_access_control_max_age_header_value?: Arg<string>;
    readonly routing_http_response_content_security_policy_header_value?: Arg<string>;
    readonly routing_http_response_server_enabled?: Arg<boolean>;
    readonly routing_http_response_strict_transport_security_header_value?: Arg<string>;
    readonly routing_http_response_x_content_type_options_header_value?: Arg<string>;
    readonly routing_http_response_x_frame_options_header_value?: Arg<string>;
    readonly ssl_policy?: Arg<string>;
    readonly tags?: Arg<Readonly<Record<string, Arg<string>>>>;
    readonly tcp_idle_timeout_seconds?: Arg<number>;
    readonly default_action: readonly {
      readonly order?: Arg<number>;
      readonly target_group_arn?: Arg<string>;
      readonly type: Arg<string>;
      readonly authenticate_cognito?: {
        readonly authentication_request_extra_params?: Arg<Readonly<Record<string, Arg<string>>>>;
        readonly on_unauthenticated_request?: Arg<string>;
        readonly scope?: Arg<string>;
        readonly session_cookie_name?: Arg<string>;
        readonly session_timeout?: Arg<number>;
        readonly user_pool_arn: Arg<string>;
        readonly user_pool_client_id: Arg<string>;
        readonly user_pool_domain: Arg<string>;
      };
      readonly authenticate_oidc?: {
        readonly authentication_request_extra_params?: Arg<Readonly<Record<string, Arg<string>>>>;
        readonly authorization_endpoint: Arg<string>;
        readonly client_id: Arg<string>;
        readonly client_secret: Arg<string>;
        readonly issuer: Arg<string>;
        readonly on_unauthenticated_request?: Arg<string>;
        readonly scope?: Arg<string>;
        readonly session_cookie_name?: Arg<string>;
        readonly session_timeout?: Arg<number>;
        readonly token_endpoint: Arg<string>;
        readonly user_info_endpoint: Arg<string>;
      };
      readonly fixed_response?: {
        readonly content_type: Arg<string>;
        readonly message_body?: Arg<string>;
        readonly status_code?: Arg<string>;
      };
      readonly forward?: {
        readonly stickiness?: {
          readonly duration: Arg<number>;
          readonly enabled?: Arg<boolean>;
        };
        readonly target_group: readonly {
          readonly arn: Arg<string>;
          readonly weight?: Arg<number>;
        }[];
      };
      readonly redirect?: {
        readonly host?: Arg<string>;
        readonly path?: Arg<string>;
        readonly port?: Arg<string>;
        readonly protocol?: Arg<string>;
        readonly query?: Arg<string>;
        readonly status_code: Arg<string>;
      };
    }[];
    readonly mutual_authentication?: {
      readonly advertise_trust_store_ca_names?: Arg<string>;
      readonly ignore_client_certificate_expiry?: Arg<boolean>;
      readonly mode: Arg<string>;
      readonly trust_store_arn?: Arg<string>;
    };
  };
  readonly aws_lb_listener_rule: {
    readonly listener_arn: Arg<string>;
    readonly priority?: Arg<number>;
    readonly tags?: Arg<Readonly<Record<string, Arg<string>>>>;
    readonly action: readonly {
      readonly order?: Arg<number>;
      readonly target_group_arn?: Arg<string>;
      readonly type: Arg<string>;
      readonly authenticate_cognito?: {
        readonly authentication_request_extra_params?: Arg<Readonly<Record<string, Arg<string>>>>;
        readonly on_unauthenticated_request?: Arg<string>;
        readonly scope?: Arg<string>;
        readonly session_cookie_name?: Arg<string>;
        readonly session_timeout?: Arg<number>;
        readonly user_pool_arn: Arg<string>;
        readonly user_pool_client_id: Arg<string>;
        readonly user_pool_domain: Arg<string>;
      };
      readonly authenticate_oidc?: {
        readonly authentication_request_extra_params?: Arg<Readonly<Record<string, Arg<string>>>>;
        readonly authorization_endpoint: Arg<string>;
        readonly client_id: Arg<string>;
        readonly client_secret: Arg<string>;
        readonly issuer: Arg<string>;
        readonly on_unauthenticated_request?: Arg<string>;
        readonly scope?: Arg<string>;
        readonly session_cookie_name?: Arg<string>;
        readonly session_timeout?: Arg<number>;
        readonly token_endpoint: Arg<string>;
        readonly user_info_endpoint: Arg<string>;
      };
      readonly fixed_response?: {
        readonly content_type: Arg<string>;
        readonly message_body?: Arg<string>;
        readonly status_code?: Arg<string>;
      };
      readonly forward?: {
        readonly stickiness?: {
          readonly duration: Arg<number>;
          readonly enabled?: Arg<boolean>;
        };
        readonly target_group: readonly {
          readonly arn: Arg<string>;
          readonly weight?: Arg<number>;
        }[];
      };
      readonly redirect?: {
        readonly host?: Arg<string>;
        readonly path?: Arg<string>;
        readonly port?: Arg<string>;
        readonly protocol?: Arg<string>;
        readonly query?: Arg<string>;
        readonly status_code: Arg<string>;
      };
    }[];
    readonly condition: readonly {
      readonly host_header?: {
        readonly values: Arg<readonly (Arg<string>)[]>;
      };
      readonly http_header?: {
        readonly http_header_name: Arg<string>;
        readonly values: Arg<readonly (Arg<string>)[]>;
      };
      readonly http_request_method?: {
        readonly values: Arg<readonly (Arg<string>)[]>;
      };
      readonly path_pattern?: {
        readonly values: Arg<readonly (Arg<string>)[]>;
      };
      readonly query_string?: readonly {
        readonly key?: Arg<string>;
        readonly value: Arg<string>;
      }[];
      readonly source_ip?: {
        readonly values: Arg<readonly (Arg<string>)[]>;
      };
    }[];
  };
  readonly aws_lb_target_group: {
    readonly connection_termination?: Arg<boolean>;
    readonly deregistration_delay?: Arg<string>;
    readonly ip_address_type?: Arg<string>;
    readonly lambda_multi_value_headers_enabled?: Arg<boolean>;
    readonly load_balancing_algorithm_type?: Arg<string>;
    readonly load_balancing_anomaly_mitigation?: Arg<string>;
    readonly load_balancing_cross_zone_enabled?: Arg<string>;
    readonly name?: Arg<string>;
    readonly name_prefix?: Arg<string>;
    readonly port?: Arg<number>;
    readonly preserve_client_ip?: Arg<string>;
    readonly protocol?: Arg<string>;
    readonly protocol_version?: Arg<string>;
    readonly proxy_protocol_v2?: Arg<boolean>;
    readonly slow_start?: Arg<number>;
    readonly tags?: Arg<Readonly<Record<string, Arg<string>>>>;
    readonly target_type?: Arg<string>;
    readonly vpc_id?: Arg<string>;
    readonly health_check?: {
      readonly enabled?: Arg<boolean>;
      readonly healthy_threshold?: Arg<number>;
      readonly interval?: Arg<number>;
      readonly matcher?: Arg<string>;
      readonly path?: Arg<string>;
      readonly port?: Arg<string>;
      readonly protocol?: Arg<string>;
      readonly timeout?: Arg<number>;
      readonly unhealthy_threshold?: Arg<number>;
    };
    readonly stickiness?: {
      readonly cookie_duration?: Arg<number>;
      readonly cookie_name?: Arg<string>;
      readonly enabled?: Arg<boolean>;
      readonly type: Arg<string>;
    };
    readonly target_failover?: readonly {
      readonly on_deregistration: Arg<string>;
      readonly on_unhealthy: Arg<string>;
    }[];
    readonly target_group_health?: {
      readonly dns_failover?: {
        readonly minimum_healthy_targets_count?: Arg<string>;
        readonly minimum_healthy_targets_percentage?: Arg<string>;
      };
      readonly unhealthy_state_routing?: {
        readonly minimum_healthy_targets_count?: Arg<number>;
        readonly minimum_healthy_targets_percentage?: Arg<string>;
      };
    };
    readonly target_health_state?: readonly {
      readonly enable_unhealthy_connection_termination: Arg<boolean>;
      readonly unhealthy_draining_interval?: Arg<number>;
    }[];
  };
  readonly aws_nat_gateway: {
    readonly allocation_id?: Arg<string>;
    readonly connectivity_type?: Arg<string>;
    readonly private_ip?: Arg<string>;
    readonly secondary_allocation_ids?: Arg<readonly (Arg<string>)[]>;
    readonly secondary_private_ip_address_count?: Arg<number>;
    readonly secondary_private_ip_addresses?: Arg<readonly (Arg<string>)[]>;
    readonly subnet_id: Arg<string>;
    readonly tags?: Arg<Readonly<Record<string, Arg<string>>>>;
  };
  readonly aws_route: {
    readonly carrier_gateway_id?: Arg<string>;
    readonly core_network_arn?: Arg<string>;
    readonly destination_cidr_block?: Arg<string>;
    readonly destination_ipv6_cidr_block?: Arg<string>;
    readonly destination_prefix_list_id?: Arg<string>;
    readonly egress_only_gateway_id?: Arg<string>;
    readonly gateway_id?: Arg<string>;
    readonly local_gateway_id?: Arg<string>;
    readonly nat_gateway_id?: Arg<string>;
    readonly network_interface_id?: Arg<string>;
    readonly route_table_id: Arg<string>;
    readonly transit_gateway_id?: Arg<string>;
    readonly vpc_endpoint_id?: Arg<string>;
    readonly vpc_peering_connection_id?: Arg<string>;
  };
  readonly aws_route_table: {
    readonly propagating_vgws?: Arg<readonly (Arg<string>)[]>;
    readonly route?: Arg<readonly ({ readonly carrier_gateway_id?: Arg<string>; readonly cidr_block?: Arg<string>; readonly core_network_arn?: Arg<string>; readonly destination_prefix_list_id?: Arg<string>; readonly egress_only_gateway_id?: Arg<string>; readonly gateway_id?: Arg<string>; readonly ipv6_cidr_block?: Arg<string>; readonly local_gateway_id?: Arg<string>; readonly nat_gateway_id?: Arg<string>; readonly network_interface_id?: Arg<string>; readonly transit_gateway_id?: Arg<string>; readonly vpc_endpoint_id?: Arg<string>; readonly vpc_peering_connection_id?: Arg<string> })[]>;
    readonly tags?: Arg<Readonly<Record<string, Arg<string>>>>;
    readonly vpc_id: Arg<string>;
  };
  readonly aws_route_table_association: {
    readonly gateway_id?: Arg<string>;
    readonly route_table_id: Arg<string>;
    readonly subnet_id?: Arg<string>;
  };
  readonly aws_s3_bucket: {
    readonly bucket?: Arg<string>;
    readonly bucket_prefix?: Arg<string>;
    readonly force_destroy?: Arg<boolean>;
    readonly object_lock_enabled?: Arg<boolean>;
    readonly tags?: Arg<Readonly<Record<string, Arg<string>>>>;
  };
  readonly aws_s3_bucket_lifecycle_configuration: {
    readonly bucket: Arg<string>;
    readonly expected_bucket_owner?: Arg<string>;
    readonly transition_default_minimum_object_size?: Arg<string>;
    readonly rule?: readonly {
      readonly id: Arg<string>;
      readonly status: Arg<string>;
      readonly abort_incomplete_multipart_upload?: readonly {
        readonly days_after_initiation?: Arg<number>;
      }[];
      readonly expiration?: readonly {
        readonly date?: Arg<string>;
        readonly days?: Arg<number>;
        readonly expired_object_delete_marker?: Arg<boolean>;
      }[];
      readonly filter?: readonly {
        readonly object_size_greater_than?: Arg<number>;
        readonly object_size_less_than?: Arg<number>;
        readonly prefix?: Arg<string>;
        readonly and?: readonly {
          readonly object_size_greater_than?: Arg<number>;
          readonly object_size_less_than?: Arg<number>;
          readonly prefix?: Arg<string>;
          readonly tags?: Arg<Readonly<Record<string, Arg<string>>>>;
        }[];
        readonly tag?: readonly {
          readonly key: Arg<string>;
          readonly value: Arg<string>;
        }[];
      }[];
      readonly noncurrent_version_expiration?: readonly {
        readonly newer_noncurrent_versions?: Arg<number>;
        readonly noncurrent_days: Arg<number>;
      }[];
      readonly noncurrent_version_transition?: readonly {
        readonly newer_noncurrent_versions?: Arg<number>;
        readonly noncurrent_days: Arg<number>;
        readonly storage_class: Arg<string>;
      }[];
      readonly transition?: readonly {
        readonly date?: Arg<string>;
        readonly days?: Arg<number>;
        readonly storage_class: Arg<string>;
      }[];
    }[];
  };
  readonly aws_s3_bucket_policy: {
    readonly bucket: Arg<string>;
    readonly policy: Arg<string>;
  };
  readonly aws_s3_bucket_public_access_block: {
    readonly block_public_acls?: Arg<boolean>;
    readonly block_public_policy?: Arg<boolean>;
    readonly bucket: Arg<string>;
    readonly ignore_public_acls?: Arg<boolean>;
    readonly restrict_public_buckets?: Arg<boolean>;
  };
  readonly aws_s3_bucket_replication_configuration: {
    readonly bucket: Arg<string>;
    readonly role: Arg<string>;
    readonly token?: Arg<string>;
    readonly rule: readonly {
      readonly id?: Arg<string>;
      readonly priority?: Arg<number>;
      readonly status: Arg<string>;
      readonly delete_marker_replication?: {
        readonly status: Arg<string>;
      };
      readonly destination: {
        readonly account?: Arg<string>;
        readonly bucket: Arg<string>;
        readonly storage_class?: Arg<string>;
        readonly access_control_translation?: {
          readonly owner: Arg<string>;
        };
        readonly encryption_configuration?: {
          readonly replica_kms_key_id: Arg<string>;
        };
        readonly metrics?: {
          readonly status: Arg<string>;
          readonly event_threshold?: {
            readonly minutes: Arg<number>;
          };
        };
        readonly replication_time?: {
          readonly status: Arg<string>;
          readonly time: {
            readonly minutes: Arg<number>;
          };
        };
      };
      readonly existing_object_replication?: {
        readonly status: Arg<string>;
      };
      readonly filter?: {
        readonly prefix?: Arg<string>;
        readonly and?: {
          readonly prefix?: Arg<string>;
          readonly tags?: Arg<Readonly<Record<string, Arg<string>>>>;
        };
        readonly tag?: {
          readonly key: Arg<string>;
          readonly value: Arg<string>;
        };
      };
      readonly source_selection_criteria?: {
        readonly replica_modifications?: {
          readonly status: Arg<string>;
        };
        readonly sse_kms_encrypted_objects?: {
          readonly status: Arg<string>;
        };
      };
    }[];
  };
  readonly aws_s3_bucket_server_side_encryption_configuration: {
    readonly bucket: Arg<string>;
    readonly expected_bucket_owner?: Arg<string>;
    readonly rule: readonly {
      readonly bucket_key_enabled?: Arg<boolean>;
      readonly apply_server_side_encryption_by_default?: {
        readonly kms_master_key_id?: Arg<string>;
        readonly sse_algorithm: Arg<string>;
      };
    }[];
  };
  readonly aws_s3_bucket_versioning: {
    readonly bucket: Arg<string>;
    readonly expected_bucket_owner?: Arg<string>;
    readonly mfa?: Arg<string>;
    readonly versioning_configuration: {
      readonly mfa_delete?: Arg<string>;
      readonly status: Arg<string>;
    };
  };
  readonly aws_secretsmanager_secret: {
    readonly description?: Arg<string>;
    readonly force_overwrite_replica_secret?: Arg<boolean>;
    readonly kms_key_id?: Arg<string>;
    readonly name?: Arg<string>;
    readonly name_prefix?: Arg<string>;
    readonly policy?: Arg<string>;
    readonly recovery_window_in_days?: Arg<number>;
    readonly tags?: Arg<Readonly<Record<string, Arg<string>>>>;
    readonly replica?: readonly {
      readonly kms_key_id?: Arg<string>;
      readonly region: Arg<string>;
    }[];
  };
  readonly aws_secretsmanager_secret_version: {
    readonly secret_binary?: Arg<string>;
    readonly secret_id: Arg<string>;
    readonly secret_string?: Arg<string>;
    readonly secret_string_wo?: Arg<string>;
    readonly secret_string_wo_version?: Arg<number>;
    readonly version_stages?: Arg<readonly (Arg<string>)[]>;
  };
  readonly aws_security_group: {
    readonly description?: Arg<string>;
    readonly egress?: Arg<readonly ({ readonly cidr_blocks?: Arg<readonly (Arg<string>)[]>; readonly description?: Arg<string>; readonly from_port?: Arg<number>; readonly ipv6_cidr_blocks?: Arg<readonly (Arg<string>)[]>; readonly prefix_list_ids?: Arg<readonly (Arg<string>)[]>; readonly protocol?: Arg<string>; readonly security_groups?: Arg<readonly (Arg<string>)[]>; readonly self?: Arg<boolean>; readonly to_port?: Arg<number> })[]>;
    readonly ingress?: Arg<readonly ({ readonly cidr_blocks?: Arg<readonly (Arg<string>)[]>; readonly description?: Arg<string>; readonly from_port?: Arg<number>; readonly ipv6_cidr_blocks?: Arg<readonly (Arg<string>)[]>; readonly prefix_list_ids?: Arg<readonly (Arg<string>)[]>; readonly protocol?: Arg<string>; readonly security_groups?: Arg<readonly (Arg<string>)[]>; readonly self?: Arg<boolean>; readonly to_port?: Arg<number> })[]>;
    readonly name?: Arg<string>;
    readonly name_prefix?: Arg<string>;
    readonly revoke_rules_on_delete?: Arg<boolean>;
    readonly tags?: Arg<Readonly<Record<string, Arg<string>>>>;
    readonly vpc_id?: Arg<string>;
  };
  readonly aws_sns_topic: {
    readonly application_failure_feedback_role_arn?: Arg<string>;
    readonly application_success_feedback_role_arn?: Arg<string>;
    readonly application_success_feedback_sample_rate?: Arg<number>;
    readonly archive_policy?: Arg<string>;
    readonly content_based_deduplication?: Arg<boolean>;
    readonly delivery_policy?: Arg<string>;
    readonly display_name?: Arg<string>;
    readonly fifo_throughput_scope?: Arg<string>;
    readonly fifo_topic?: Arg<boolean>;
    readonly firehose_failure_feedback_role_arn?: Arg<string>;
    readonly firehose_success_feedback_role_arn?: Arg<string>;
    readonly firehose_success_feedback_sample_rate?: Arg<number>;
    readonly http_failure_feedback_role_arn?: Arg<string>;
    readonly http_success_feedback_role_arn?: Arg<string>;
    readonly http_success_feedback_sample_rate?: Arg<number>;
    readonly kms_master_key_id?: Arg<string>;
    readonly lambda_failure_feedback_role_arn?: Arg<string>;
    readonly lambda_success_feedback_role_arn?: Arg<string>;
    readonly lambda_success_feedback_sample_rate?: Arg<number>;
    readonly name?: Arg<string>;
    readonly name_prefix?: Arg<string>;
    readonly policy?: Arg<string>;
    readonly signature_version?: Arg<number>;
    readonly sqs_failure_feedback_role_arn?: Arg<string>;
    readonly sqs_success_feedback_role_arn?: Arg<string>;
    readonly sqs_success_feedback_sample_rate?: Arg<number>;
    readonly tags?: Arg<Readonly<Record<string, Arg<string>>>>;
    readonly tracing_config?: Arg<string>;
  };
  readonly aws_sns_topic_policy: {
    readonly arn: Arg<string>;
    readonly policy: Arg<string>;
  };
  readonly aws_sns_topic_subscription: {
    readonly confirmation_timeout_in_minutes?: Arg<number>;
    readonly delivery_policy?: Arg<string>;
    readonly endpoint: Arg<string>;
    readonly endpoint_auto_confirms?: Arg<boolean>;
    readonly filter_policy?: Arg<string>;
    readonly filter_policy_scope?: Arg<string>;
    readonly protocol: Arg<string>;
    readonly raw_message_delivery?: Arg<boolean>;
    readonly redrive_policy?: Arg<string>;
    readonly replay_policy?: Arg<string>;
    readonly subscription_role_arn?: Arg<string>;
    readonly topic_arn: Arg<string>;
  };
  readonly aws_subnet: {
    readonly assign_ipv6_address_on_creation?: Arg<boolean>;
    readonly availability_zone?: Arg<string>;
    readonly availability_zone_id?: Arg<string>;
    readonly cidr_block?: Arg<string>;
    readonly customer_owned_ipv4_pool?: Arg<string>;
    readonly enable_dns64?: Arg<boolean>;
    readonly enable_lni_at_device_index?: Arg<number>;
    readonly enable_resource_name_dns_a_record_on_launch?: Arg<boolean>;
    readonly enable_resource_name_dns_aaaa_record_on_launch?: Arg<boolean>;
    readonly ipv6_cidr_block?: Arg<string>;
    readonly ipv6_native?: Arg<boolean>;
    readonly map_customer_owned_ip_on_launch?: Arg<boolean>;
    readonly map_public_ip_on_launch?: Arg<boolean>;
    readonly outpost_arn?: Arg<string>;
    readonly private_dns_hostname_type_on_launch?: Arg<string>;
    readonly tags?: Arg<Readonly<Record<string, Arg<string>>>>;
    readonly vpc_id: Arg<string>;
  };
  readonly aws_vpc: {
    readonly assign_generated_ipv6_cidr_block?: Arg<boolean>;
    readonly cidr_block?: Arg<string>;
    readonly enable_dns_hostnames?: Arg<boolean>;
    readonly enable_dns_support?: Arg<boolean>;
    readonly enable_network_address_usage_metrics?: Arg<boolean>;
    readonly instance_tenancy?: Arg<string>;
    readonly ipv4_ipam_pool_id?: Arg<string>;
    readonly ipv4_netmask_length?: Arg<number>;
    readonly ipv6_cidr_block?: Arg<string>;
    readonly ipv6_cidr_block_network_border_group?: Arg<string>;
    readonly ipv6_ipam_pool_id?: Arg<string>;
    readonly ipv6_netmask_length?: Arg<number>;
    readonly tags?: Arg<Readonly<Record<string, Arg<string>>>>;
  };
  readonly aws_vpc_endpoint: {
    readonly auto_accept?: Arg<boolean>;
    readonly ip_address_type?: Arg<string>;
    readonly policy?: Arg<string>;
    readonly private_dns_enabled?: Arg<boolean>;
    readonly resource_configuration_arn?: Arg<string>;
    readonly route_table_ids?: Arg<readonly (Arg<string>)[]>;
    readonly security_group_ids?: Arg<readonly (Arg<string>)[]>;
    readonly service_name?: Arg<string>;
    readonly service_network_arn?: Arg<string>;
    readonly service_region?: Arg<string>;
    readonly subnet_ids?: Arg<readonly (Arg<string>)[]>;
    readonly tags?: Arg<Readonly<Record<string, Arg<string>>>>;
    readonly vpc_endpoint_type?: Arg<string>;
    readonly vpc_id: Arg<string>;
    readonly dns_options?: {
      readonly dns_record_ip_type?: Arg<string>;
      readonly private_dns_only_for_inbound_resolver_endpoint?: Arg<boolean>;
    };
    readonly subnet_configuration?: readonly {
      readonly ipv4?: Arg<string>;
      readonly ipv6?: Arg<string>;
      readonly subnet_id?: Arg<string>;
    }[];
  };
  readonly aws_vpc_security_group_egress_rule: {
    readonly cidr_ipv4?: Arg<string>;
    readonly cidr_ipv6?: Arg<string>;
    readonly description?: Arg<string>;
    readonly from_port?: Arg<number>;
    readonly ip_protocol: Arg<string>;
    readonly prefix_list_id?: Arg<string>;
    readonly referenced_security_group_id?: Arg<string>;
    readonly security_group_id: Arg<string>;
    readonly tags?: Arg<Readonly<Record<string, Arg<string>>>>;
    readonly to_port?: Arg<number>;
  };
  readonly aws_vpc_security_group_ingress_rule: {
    readonly cidr_ipv4?: Arg<string>;
    readonly cidr_ipv6?: Arg<string>;
    readonly description?: Arg<string>;
    readonly from_port?: Arg<number>;
    readonly ip_protocol: Arg<string>;
    readonly prefix_list_id?: Arg<string>;
    readonly referenced_security_group_id?: Arg<string>;
    readonly security_group_id: Arg<string>;
    readonly tags?: Arg<Readonly<Record<string, Arg<string>>>>;
    readonly to_port?: Arg<number>;
  };
}

/** Arguments by type of data source. */
export interface AwsData {
  readonly aws_availability_zones: {
    readonly all_availability_zones?: Arg<boolean>;
    readonly exclude_names?: Arg<readonly (Arg<string>)[]>;
    readonly exclude_zone_ids?: Arg<readonly (Arg<string>)[]>;
    readonly state?: Arg<string>;
    readonly filter?: readonly {
      readonly name: Arg<string>;
      readonly values: Arg<readonly (Arg<string>)[]>;
    }[];
  };
  readonly aws_caller_identity: Readonly<Record<string, never>>;
  readonly aws_eks_addon_version: {
    readonly addon_name: Arg<string>;
    readonly kubernetes_version: Arg<string>;
    readonly most_recent?: Arg<boolean>;
  };
  readonly aws_iam_policy_document: {
    readonly override_policy_documents?: Arg<readonly (Arg<string>)[]>;
    readonly policy_id?: Arg<string>;
    readonly source_policy_documents?: Arg<readonly (Arg<string>)[]>;
    readonly version?: Arg<string>;
    readonly statement?: readonly {
      readonly actions?: Arg<readonly (Arg<string>)[]>;
      readonly effect?: Arg<string>;
      readonly not_actions?: Arg<readonly (Arg<string>)[]>;
      readonly not_resources?: Arg<readonly (Arg<string>)[]>;
      readonly resources?: Arg<readonly (Arg<string>)[]>;
      readonly sid?: Arg<string>;
      readonly condition?: readonly {
        readonly test: Arg<string>;
        readonly values: Arg<readonly (Arg<string>)[]>;
        readonly variable: Arg<string>;
      }[];
      readonly not_principals?: readonly {
        readonly identifiers: Arg<readonly (Arg<string>)[]>;
        readonly type: Arg<string>;
      }[];
      readonly principals?: readonly {
        readonly identifiers: Arg<readonly (Arg<string>)[]>;
        readonly type: Arg<string>;
      }[];
    }[];
  };
  readonly aws_ssm_parameter: {
    readonly name: Arg<string>;
    readonly with_decryption?: Arg<boolean>;
  };
}

/** Arguments by type of what is asked for while Terraform runs and kept nowhere. */
export interface AwsEphemeral {
  readonly aws_secretsmanager_random_password: {
    readonly exclude_characters?: Arg<string>;
    readonly exclude_lowercase?: Arg<boolean>;
    readonly exclude_numbers?: Arg<boolean>;
    readonly exclude_punctuation?: Arg<boolean>;
    readonly exclude_uppercase?: Arg<boolean>;
    readonly include_space?: Arg<boolean>;
    readonly password_length?: Arg<number>;
    readonly require_each_included_type?: Arg<boolean>;
  };
  readonly aws_secretsmanager_secret_version: {
    readonly secret_id: Arg<string>;
    readonly version_id?: Arg<string>;
    readonly version_stage?: Arg<string>;
  };
}

/** What a resource can be asked for. */
export interface AwsResourceAttributes {
  readonly aws_acm_certificate: "arn" | "certificate_authority_arn" | "certificate_body" | "certificate_chain" | "domain_name" | "domain_validation_options" | "early_renewal_duration" | "id" | "key_algorithm" | "not_after" | "not_before" | "options" | "pending_renewal" | "private_key" | "renewal_eligibility" | "renewal_summary" | "status" | "subject_alternative_names" | "tags" | "tags_all" | "type" | "validation_emails" | "validation_method" | "validation_option";
  readonly aws_acm_certificate_validation: "certificate_arn" | "id" | "validation_record_fqdns";
  readonly aws_autoscaling_attachment: "autoscaling_group_name" | "elb" | "id" | "lb_target_group_arn";
  readonly aws_autoscaling_group: "arn" | "availability_zone_distribution" | "availability_zones" | "capacity_rebalance" | "capacity_reservation_specification" | "context" | "default_cooldown" | "default_instance_warmup" | "desired_capacity" | "desired_capacity_type" | "enabled_metrics" | "force_delete" | "force_delete_warm_pool" | "health_check_grace_period" | "health_check_type" | "id" | "ignore_failed_scaling_activities" | "initial_lifecycle_hook" | "instance_maintenance_policy" | "instance_refresh" | "launch_configuration" | "launch_template" | "load_balancers" | "max_instance_lifetime" | "max_size" | "metrics_granularity" | "min_elb_capacity" | "min_size" | "mixed_instances_policy" | "name" | "name_prefix" | "placement_group" | "predicted_capacity" | "protect_from_scale_in" | "service_linked_role_arn" | "suspended_processes" | "tag" | "target_group_arns" | "termination_policies" | "traffic_source" | "vpc_zone_identifier" | "wait_for_capacity_timeout" | "wait_for_elb_capacity" | "warm_pool" | "warm_pool_size";
  readonly aws_budgets_budget: "account_id" | "arn" | "auto_adjust_data" | "budget_type" | "cost_filter" | "cost_types" | "id" | "limit_amount" | "limit_unit" | "name" | "name_prefix" | "notification" | "planned_limit" | "tags" | "tags_all" | "time_period_end" | "time_period_start" | "time_unit";
  readonly aws_cloudtrail: "advanced_event_selector" | "arn" | "cloud_watch_logs_group_arn" | "cloud_watch_logs_role_arn" | "enable_log_file_validation" | "enable_logging" | "event_selector" | "home_region" | "id" | "include_global_service_events" | "insight_selector" | "is_multi_region_trail" | "is_organization_trail" | "kms_key_id" | "name" | "s3_bucket_name" | "s3_key_prefix" | "sns_topic_arn" | "sns_topic_name" | "tags" | "tags_all";
  readonly aws_cloudwatch_dashboard: "dashboard_arn" | "dashboard_body" | "dashboard_name" | "id";
  readonly aws_cloudwatch_log_group: "arn" | "id" | "kms_key_id" | "log_group_class" | "name" | "name_prefix" | "retention_in_days" | "skip_destroy" | "tags" | "tags_all";
  readonly aws_cloudwatch_metric_alarm: "actions_enabled" | "alarm_actions" | "alarm_description" | "alarm_name" | "arn" | "comparison_operator" | "datapoints_to_alarm" | "dimensions" | "evaluate_low_sample_count_percentiles" | "evaluation_periods" | "extended_statistic" | "id" | "insufficient_data_actions" | "metric_name" | "metric_query" | "namespace" | "ok_actions" | "period" | "statistic" | "tags" | "tags_all" | "threshold" | "threshold_metric_id" | "treat_missing_data" | "unit";
  readonly aws_db_instance: "address" | "allocated_storage" | "allow_major_version_upgrade" | "apply_immediately" | "arn" | "auto_minor_version_upgrade" | "availability_zone" | "backup_retention_period" | "backup_target" | "backup_window" | "blue_green_update" | "ca_cert_identifier" | "character_set_name" | "copy_tags_to_snapshot" | "custom_iam_instance_profile" | "customer_owned_ip_enabled" | "database_insights_mode" | "db_name" | "db_subnet_group_name" | "dedicated_log_volume" | "delete_automated_backups" | "deletion_protection" | "domain" | "domain_auth_secret_arn" | "domain_dns_ips" | "domain_fqdn" | "domain_iam_role_name" | "domain_ou" | "enabled_cloudwatch_logs_exports" | "endpoint" | "engine" | "engine_lifecycle_support" | "engine_version" | "engine_version_actual" | "final_snapshot_identifier" | "hosted_zone_id" | "iam_database_authentication_enabled" | "id" | "identifier" | "identifier_prefix" | "instance_class" | "iops" | "kms_key_id" | "latest_restorable_time" | "license_model" | "listener_endpoint" | "maintenance_window" | "manage_master_user_password" | "master_user_secret" | "master_user_secret_kms_key_id" | "max_allocated_storage" | "monitoring_interval" | "monitoring_role_arn" | "multi_az" | "nchar_character_set_name" | "network_type" | "option_group_name" | "parameter_group_name" | "password" | "password_wo" | "password_wo_version" | "performance_insights_enabled" | "performance_insights_kms_key_id" | "performance_insights_retention_period" | "port" | "publicly_accessible" | "replica_mode" | "replicas" | "replicate_source_db" | "resource_id" | "restore_to_point_in_time" | "s3_import" | "skip_final_snapshot" | "snapshot_identifier" | "status" | "storage_encrypted" | "storage_throughput" | "storage_type" | "tags" | "tags_all" | "timezone" | "upgrade_storage_config" | "username" | "vpc_security_group_ids";
  readonly aws_db_parameter_group: "arn" | "description" | "family" | "id" | "name" | "name_prefix" | "parameter" | "skip_destroy" | "tags" | "tags_all";
  readonly aws_db_subnet_group: "arn" | "description" | "id" | "name" | "name_prefix" | "subnet_ids" | "supported_network_types" | "tags" | "tags_all" | "vpc_id";
  readonly aws_default_security_group: "arn" | "description" | "egress" | "id" | "ingress" | "name" | "name_prefix" | "owner_id" | "revoke_rules_on_delete" | "tags" | "tags_all" | "vpc_id";
  readonly aws_dynamodb_table: "arn" | "attribute" | "billing_mode" | "deletion_protection_enabled" | "global_secondary_index" | "hash_key" | "id" | "import_table" | "local_secondary_index" | "name" | "on_demand_throughput" | "point_in_time_recovery" | "range_key" | "read_capacity" | "replica" | "restore_date_time" | "restore_source_name" | "restore_source_table_arn" | "restore_to_latest_time" | "server_side_encryption" | "stream_arn" | "stream_enabled" | "stream_label" | "stream_view_type" | "table_class" | "tags" | "tags_all" | "ttl" | "write_capacity";
  readonly aws_ec2_subnet_cidr_reservation: "cidr_block" | "description" | "id" | "owner_id" | "reservation_type" | "subnet_id";
  readonly aws_ecr_lifecycle_policy: "id" | "policy" | "registry_id" | "repository";
  readonly aws_ecr_repository: "arn" | "encryption_configuration" | "force_delete" | "id" | "image_scanning_configuration" | "image_tag_mutability" | "name" | "registry_id" | "repository_url" | "tags" | "tags_all";
  readonly aws_eip: "address" | "allocation_id" | "arn" | "associate_with_private_ip" | "association_id" | "carrier_ip" | "customer_owned_ip" | "customer_owned_ipv4_pool" | "domain" | "id" | "instance" | "ipam_pool_id" | "network_border_group" | "network_interface" | "private_dns" | "private_ip" | "ptr_record" | "public_dns" | "public_ip" | "public_ipv4_pool" | "tags" | "tags_all" | "vpc";
  readonly aws_eks_access_entry: "access_entry_arn" | "cluster_name" | "created_at" | "id" | "kubernetes_groups" | "modified_at" | "principal_arn" | "tags" | "tags_all" | "type" | "user_name";
  readonly aws_eks_access_policy_association: "access_scope" | "associated_at" | "cluster_name" | "id" | "modified_at" | "policy_arn" | "principal_arn";
  readonly aws_eks_addon: "addon_name" | "addon_version" | "arn" | "cluster_name" | "configuration_values" | "created_at" | "id" | "modified_at" | "pod_identity_association" | "preserve" | "resolve_conflicts" | "resolve_conflicts_on_create" | "resolve_conflicts_on_update" | "service_account_role_arn" | "tags" | "tags_all";
  readonly aws_eks_cluster: "access_config" | "arn" | "bootstrap_self_managed_addons" | "certificate_authority" | "cluster_id" | "compute_config" | "created_at" | "enabled_cluster_log_types" | "encryption_config" | "endpoint" | "force_update_version" | "id" | "identity" | "kubernetes_network_config" | "name" | "outpost_config" | "platform_version" | "remote_network_config" | "role_arn" | "status" | "storage_config" | "tags" | "tags_all" | "upgrade_policy" | "version" | "vpc_config" | "zonal_shift_config";
  readonly aws_eks_node_group: "ami_type" | "arn" | "capacity_type" | "cluster_name" | "disk_size" | "force_update_version" | "id" | "instance_types" | "labels" | "launch_template" | "node_group_name" | "node_group_name_prefix" | "node_repair_config" | "node_role_arn" | "release_version" | "remote_access" | "resources" | "scaling_config" | "status" | "subnet_ids" | "tags" | "tags_all" | "taint" | "update_config" | "version";
  readonly aws_eks_pod_identity_association: "association_arn" | "association_id" | "cluster_name" | "id" | "namespace" | "role_arn" | "service_account" | "tags" | "tags_all";
  readonly aws_flow_log: "arn" | "deliver_cross_account_role" | "destination_options" | "eni_id" | "iam_role_arn" | "id" | "log_destination" | "log_destination_type" | "log_format" | "log_group_name" | "max_aggregation_interval" | "subnet_id" | "tags" | "tags_all" | "traffic_type" | "transit_gateway_attachment_id" | "transit_gateway_id" | "vpc_id";
  readonly aws_iam_instance_profile: "arn" | "create_date" | "id" | "name" | "name_prefix" | "path" | "role" | "tags" | "tags_all" | "unique_id";
  readonly aws_iam_openid_connect_provider: "arn" | "client_id_list" | "id" | "tags" | "tags_all" | "thumbprint_list" | "url";
  readonly aws_iam_role: "arn" | "assume_role_policy" | "create_date" | "description" | "force_detach_policies" | "id" | "inline_policy" | "managed_policy_arns" | "max_session_duration" | "name" | "name_prefix" | "path" | "permissions_boundary" | "tags" | "tags_all" | "unique_id";
  readonly aws_iam_role_policy: "id" | "name" | "name_prefix" | "policy" | "role";
  readonly aws_iam_role_policy_attachment: "id" | "policy_arn" | "role";
  readonly aws_instance: "ami" | "arn" | "associate_public_ip_address" | "availability_zone" | "capacity_reservation_specification" | "cpu_core_count" | "cpu_options" | "cpu_threads_per_core" | "credit_specification" | "disable_api_stop" | "disable_api_termination" | "ebs_block_device" | "ebs_optimized" | "enable_primary_ipv6" | "enclave_options" | "ephemeral_block_device" | "get_password_data" | "hibernation" | "host_id" | "host_resource_group_arn" | "iam_instance_profile" | "id" | "instance_initiated_shutdown_behavior" | "instance_lifecycle" | "instance_market_options" | "instance_state" | "instance_type" | "ipv6_address_count" | "ipv6_addresses" | "key_name" | "launch_template" | "maintenance_options" | "metadata_options" | "monitoring" | "network_interface" | "outpost_arn" | "password_data" | "placement_group" | "placement_partition_number" | "primary_network_interface_id" | "private_dns" | "private_dns_name_options" | "private_ip" | "public_dns" | "public_ip" | "root_block_device" | "secondary_private_ips" | "security_groups" | "source_dest_check" | "spot_instance_request_id" | "subnet_id" | "tags" | "tags_all" | "tenancy" | "user_data" | "user_data_base64" | "user_data_replace_on_change" | "volume_tags" | "vpc_security_group_ids";
  readonly aws_internet_gateway: "arn" | "id" | "owner_id" | "tags" | "tags_all" | "vpc_id";
  readonly aws_kms_alias: "arn" | "id" | "name" | "name_prefix" | "target_key_arn" | "target_key_id";
  readonly aws_kms_key: "arn" | "bypass_policy_lockout_safety_check" | "custom_key_store_id" | "customer_master_key_spec" | "deletion_window_in_days" | "description" | "enable_key_rotation" | "id" | "is_enabled" | "key_id" | "key_usage" | "multi_region" | "policy" | "rotation_period_in_days" | "tags" | "tags_all" | "xks_key_id";
  readonly aws_launch_template: "arn" | "block_device_mappings" | "capacity_reservation_specification" | "cpu_options" | "credit_specification" | "default_version" | "description" | "disable_api_stop" | "disable_api_termination" | "ebs_optimized" | "elastic_gpu_specifications" | "elastic_inference_accelerator" | "enclave_options" | "hibernation_options" | "iam_instance_profile" | "id" | "image_id" | "instance_initiated_shutdown_behavior" | "instance_market_options" | "instance_requirements" | "instance_type" | "kernel_id" | "key_name" | "latest_version" | "license_specification" | "maintenance_options" | "metadata_options" | "monitoring" | "name" | "name_prefix" | "network_interfaces" | "placement" | "private_dns_name_options" | "ram_disk_id" | "security_group_names" | "tag_specifications" | "tags" | "tags_all" | "update_default_version" | "user_data" | "vpc_security_group_ids";
  readonly aws_lb: "access_logs" | "arn" | "arn_suffix" | "client_keep_alive" | "connection_logs" | "customer_owned_ipv4_pool" | "desync_mitigation_mode" | "dns_name" | "dns_record_client_routing_policy" | "drop_invalid_header_fields" | "enable_cross_zone_load_balancing" | "enable_deletion_protection" | "enable_http2" | "enable_tls_version_and_cipher_suite_headers" | "enable_waf_fail_open" | "enable_xff_client_port" | "enable_zonal_shift" | "enforce_security_group_inbound_rules_on_private_link_traffic" | "id" | "idle_timeout" | "internal" | "ip_address_type" | "ipam_pools" | "load_balancer_type" | "minimum_load_balancer_capacity" | "name" | "name_prefix" | "preserve_host_header" | "security_groups" | "subnet_mapping" | "subnets" | "tags" | "tags_all" | "vpc_id" | "xff_header_processing_mode" | "zone_id";
  readonly aws_lb_listener: "alpn_policy" | "arn" | "certificate_arn" | "default_action" | "id" | "load_balancer_arn" | "mutual_authentication" | "port" | "protocol" | "routing_http_request_x_amzn_mtls_clientcert_header_name" | "routing_http_request_x_amzn_mtls_clientcert_issuer_header_name" | "routing_http_request_x_amzn_mtls_clientcert_leaf_header_name" | "routing_http_request_x_amzn_mtls_clientcert_serial_number_header_name" | "routing_http_request_x_amzn_mtls_clientcert_subject_header_name" | "routing_http_request_x_amzn_mtls_clientcert_validity_header_name" | "routing_http_request_x_amzn_tls_cipher_suite_header_name" | "routing_http_request_x_amzn_tls_version_header_name" | "routing_http_response_access_control_allow_credentials_header_value" | "routing_http_response_access_control_allow_headers_header_value" | "routing_http_response_access_control_allow_methods_header_value" | "routing_http_response_access_control_allow_origin_header_value" | "routing_http_response_access_control_expose_headers_header_value" | "routing_http_response_access_control_max_age_header_value" | "routing_http_response_content_security_policy_header_value" | "routing_http_response_server_enabled" | "routing_http_response_strict_transport_security_header_value" | "routing_http_response_x_content_type_options_header_value" | "routing_http_response_x_frame_options_header_value" | "ssl_policy" | "tags" | "tags_all" | "tcp_idle_timeout_seconds";
  readonly aws_lb_listener_rule: "action" | "arn" | "condition" | "id" | "listener_arn" | "priority" | "tags" | "tags_all";
  readonly aws_lb_target_group: "arn" | "arn_suffix" | "connection_termination" | "deregistration_delay" | "health_check" | "id" | "ip_address_type" | "lambda_multi_value_headers_enabled" | "load_balancer_arns" | "load_balancing_algorithm_type" | "load_balancing_anomaly_mitigation" | "load_balancing_cross_zone_enabled" | "name" | "name_prefix" | "port" | "preserve_client_ip" | "protocol" | "protocol_version" | "proxy_protocol_v2" | "slow_start" | "stickiness" | "tags" | "tags_all" | "target_failover" | "target_group_health" | "target_health_state" | "target_type" | "vpc_id";
  readonly aws_nat_gateway: "allocation_id" | "association_id" | "connectivity_type" | "id" | "network_interface_id" | "private_ip" | "public_ip" | "secondary_allocation_ids" | "secondary_private_ip_address_count" | "secondary_private_ip_addresses" | "subnet_id" | "tags" | "tags_all";
  readonly aws_route: "carrier_gateway_id" | "core_network_arn" | "destination_cidr_block" | "destination_ipv6_cidr_block" | "destination_prefix_list_id" | "egress_only_gateway_id" | "gateway_id" | "id" | "instance_id" | "instance_owner_id" | "local_gateway_id" | "nat_gateway_id" | "network_interface_id" | "origin" | "route_table_id" | "state" | "transit_gateway_id" | "vpc_endpoint_id" | "vpc_peering_connection_id";
  readonly aws_route_table: "arn" | "id" | "owner_id" | "propagating_vgws" | "route" | "tags" | "tags_all" | "vpc_id";
  readonly aws_route_table_association: "gateway_id" | "id" | "route_table_id" | "subnet_id";
  readonly aws_s3_bucket: "acceleration_status" | "acl" | "arn" | "bucket" | "bucket_domain_name" | "bucket_prefix" | "bucket_regional_domain_name" | "cors_rule" | "force_destroy" | "grant" | "hosted_zone_id" | "id" | "lifecycle_rule" | "logging" | "object_lock_configuration" | "object_lock_enabled" | "policy" | "region" | "replication_configuration" | "request_payer" | "server_side_encryption_configuration" | "tags" | "tags_all" | "versioning" | "website" | "website_domain" | "website_endpoint";
  readonly aws_s3_bucket_lifecycle_configuration: "bucket" | "expected_bucket_owner" | "id" | "rule" | "transition_default_minimum_object_size";
  readonly aws_s3_bucket_policy: "bucket" | "id" | "policy";
  readonly aws_s3_bucket_public_access_block: "block_public_acls" | "block_public_policy" | "bucket" | "id" | "ignore_public_acls" | "restrict_public_buckets";
  readonly aws_s3_bucket_replication_configuration: "bucket" | "id" | "role" | "rule" | "token";
  readonly aws_s3_bucket_server_side_encryption_configuration: "bucket" | "expected_bucket_owner" | "id" | "rule";
  readonly aws_s3_bucket_versioning: "bucket" | "expected_bucket_owner" | "id" | "mfa" | "versioning_configuration";
  readonly aws_secretsmanager_secret: "arn" | "description" | "force_overwrite_replica_secret" | "id" | "kms_key_id" | "name" | "name_prefix" | "policy" | "recovery_window_in_days" | "replica" | "tags" | "tags_all";
  readonly aws_secretsmanager_secret_version: "arn" | "has_secret_string_wo" | "id" | "secret_binary" | "secret_id" | "secret_string" | "secret_string_wo" | "secret_string_wo_version" | "version_id" | "version_stages";
  readonly aws_security_group: "arn" | "description" | "egress" | "id" | "ingress" | "name" | "name_prefix" | "owner_id" | "revoke_rules_on_delete" | "tags" | "tags_all" | "vpc_id";
  readonly aws_sns_topic: "application_failure_feedback_role_arn" | "application_success_feedback_role_arn" | "application_success_feedback_sample_rate" | "archive_policy" | "arn" | "beginning_archive_time" | "content_based_deduplication" | "delivery_policy" | "display_name" | "fifo_throughput_scope" | "fifo_topic" | "firehose_failure_feedback_role_arn" | "firehose_success_feedback_role_arn" | "firehose_success_feedback_sample_rate" | "http_failure_feedback_role_arn" | "http_success_feedback_role_arn" | "http_success_feedback_sample_rate" | "id" | "kms_master_key_id" | "lambda_failure_feedback_role_arn" | "lambda_success_feedback_role_arn" | "lambda_success_feedback_sample_rate" | "name" | "name_prefix" | "owner" | "policy" | "signature_version" | "sqs_failure_feedback_role_arn" | "sqs_success_feedback_role_arn" | "sqs_success_feedback_sample_rate" | "tags" | "tags_all" | "tracing_config";
  readonly aws_sns_topic_policy: "arn" | "id" | "owner" | "policy";
  readonly aws_sns_topic_subscription: "arn" | "confirmation_timeout_in_minutes" | "confirmation_was_authenticated" | "delivery_policy" | "endpoint" | "endpoint_auto_confirms" | "filter_policy" | "filter_policy_scope" | "id" | "owner_id" | "pending_confirmation" | "protocol" | "raw_message_delivery" | "redrive_policy" | "replay_policy" | "subscription_role_arn" | "topic_arn";
  readonly aws_subnet: "arn" | "assign_ipv6_address_on_creation" | "availability_zone" | "availability_zone_id" | "cidr_block" | "customer_owned_ipv4_pool" | "enable_dns64" | "enable_lni_at_device_index" | "enable_resource_name_dns_a_record_on_launch" | "enable_resource_name_dns_aaaa_record_on_launch" | "id" | "ipv6_cidr_block" | "ipv6_cidr_block_association_id" | "ipv6_native" | "map_customer_owned_ip_on_launch" | "map_public_ip_on_launch" | "outpost_arn" | "owner_id" | "private_dns_hostname_type_on_launch" | "tags" | "tags_all" | "vpc_id";
  readonly aws_vpc: "arn" | "assign_generated_ipv6_cidr_block" | "cidr_block" | "default_network_acl_id" | "default_route_table_id" | "default_security_group_id" | "dhcp_options_id" | "enable_dns_hostnames" | "enable_dns_support" | "enable_network_address_usage_metrics" | "id" | "instance_tenancy" | "ipv4_ipam_pool_id" | "ipv4_netmask_length" | "ipv6_association_id" | "ipv6_cidr_block" | "ipv6_cidr_block_network_border_group" | "ipv6_ipam_pool_id" | "ipv6_netmask_length" | "main_route_table_id" | "owner_id" | "tags" | "tags_all";
  readonly aws_vpc_endpoint: "arn" | "auto_accept" | "cidr_blocks" | "dns_entry" | "dns_options" | "id" | "ip_address_type" | "network_interface_ids" | "owner_id" | "policy" | "prefix_list_id" | "private_dns_enabled" | "requester_managed" | "resource_configuration_arn" | "route_table_ids" | "security_group_ids" | "service_name" | "service_network_arn" | "service_region" | "state" | "subnet_configuration" | "subnet_ids" | "tags" | "tags_all" | "vpc_endpoint_type" | "vpc_id";
  readonly aws_vpc_security_group_egress_rule: "arn" | "cidr_ipv4" | "cidr_ipv6" | "description" | "from_port" | "id" | "ip_protocol" | "prefix_list_id" | "referenced_security_group_id" | "security_group_id" | "security_group_rule_id" | "tags" | "tags_all" | "to_port";
  readonly aws_vpc_security_group_ingress_rule: "arn" | "cidr_ipv4" | "cidr_ipv6" | "description" | "from_port" | "id" | "ip_protocol" | "prefix_list_id" | "referenced_security_group_id" | "security_group_id" | "security_group_rule_id" | "tags" | "tags_all" | "to_port";
}

/** What a data source can be asked for. */
export interface AwsDataAttributes {
  readonly aws_availability_zones: "all_availability_zones" | "exclude_names" | "exclude_zone_ids" | "filter" | "group_names" | "id" | "names" | "state" | "zone_ids";
  readonly aws_caller_identity: "account_id" | "arn" | "id" | "user_id";
  readonly aws_eks_addon_version: "addon_name" | "id" | "kubernetes_version" | "most_recent" | "version";
  readonly aws_iam_policy_document: "id" | "json" | "minified_json" | "override_json" | "override_policy_documents" | "policy_id" | "source_json" | "source_policy_documents" | "statement" | "version";
  readonly aws_ssm_parameter: "arn" | "id" | "insecure_value" | "name" | "type" | "value" | "version" | "with_decryption";
}

/** What such a thing can be asked for. */
export interface AwsEphemeralAttributes {
  readonly aws_secretsmanager_random_password: "exclude_characters" | "exclude_lowercase" | "exclude_numbers" | "exclude_punctuation" | "exclude_uppercase" | "include_space" | "password_length" | "random_password" | "require_each_included_type";
  readonly aws_secretsmanager_secret_version: "arn" | "created_date" | "secret_binary" | "secret_id" | "secret_string" | "version_id" | "version_stage" | "version_stages";
}
