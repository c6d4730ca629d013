{{- /* The scan's pods must not have the labels of the replicas, or the Service would send requests to them. */}}
{{- define "hot-reload.scan-name" -}}
app.kubernetes.io/name: prometheus-hot-reload-scan
{{- end }}

{{- define "hot-reload.scan-selector" -}}
{{- mergeOverwrite (include "hot-reload.selector" . | fromYaml) (include "hot-reload.scan-name" . | fromYaml) | toYaml }}
{{- end }}

{{- define "hot-reload.scan-pod-labels" -}}
{{- mergeOverwrite (include "hot-reload.pod-labels" . | fromYaml) (include "hot-reload.scan-name" . | fromYaml) | toYaml }}
{{- end }}

{{- /* A Prometheus that goes by annotations scrapes the scan unless a monitor does. */}}
{{- define "hot-reload.scan-pod-annotations" -}}
{{- $annotations := dict }}
{{- if not (or .Values.monitoring.serviceMonitor.enabled .Values.monitoring.podMonitor.enabled) }}
{{- $annotations = dict "prometheus.io/scrape" "true" "prometheus.io/port" "8080" }}
{{- end }}
{{- mergeOverwrite $annotations (include "hot-reload.pod-annotations" . | fromYaml) | toYaml }}
{{- end }}

{{- define "hot-reload.scan-metadata" -}}
name: {{ include "hot-reload.name" . }}-scan
namespace: {{ include "hot-reload.namespace" . }}
labels:
  {{- include "hot-reload.labels" . | nindent 2 }}
{{- end }}
