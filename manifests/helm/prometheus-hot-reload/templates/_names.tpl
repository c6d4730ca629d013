{{- /*
helm upgrade --reuse-values takes the values of the earlier chart together with its defaults, and ignores those of this
one.
*/}}
{{- define "hot-reload.has-defaults" -}}
{{- if not (hasKey (.Values.monitoring | default dict) "dashboard") }}
{{- $message := "The values are those of an earlier version of the chart and lack the defaults of this one." }}
{{- fail (print $message " Upgrade with --reset-then-reuse-values instead of --reuse-values.") }}
{{- end }}
{{- end }}

{{- /*
The name of all objects. Earlier versions of the chart named everything hot-reload, whatever the name of the release. A
release that has its registration under that name keeps it, and with it certificate and registration.
*/}}
{{- define "hot-reload.name" -}}
{{- include "hot-reload.has-defaults" . }}
{{- $registration := lookup "admissionregistration.k8s.io/v1" "MutatingWebhookConfiguration" "" "hot-reload" }}
{{- $annotations := dig "metadata" "annotations" (dict) $registration }}
{{- $owner := printf "%s/%s" (get $annotations "meta.helm.sh/release-namespace") (get $annotations "meta.helm.sh/release-name") }}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride }}
{{- else if eq $owner (printf "%s/%s" .Release.Namespace .Release.Name) }}
{{- "hot-reload" }}
{{- else if contains "hot-reload" .Release.Name }}
{{- .Release.Name }}
{{- else }}
{{- printf "%s-hot-reload" .Release.Name | trunc 63 }}
{{- end }}
{{- end }}

{{- define "hot-reload.namespace" -}}
{{ .Values.namespaceOverride | default .Release.Namespace }}
{{- end }}

{{- define "hot-reload.secret" -}}
{{ .Values.tls.secretName | default (printf "%s-tls" (include "hot-reload.name" .)) }}
{{- end }}

{{- define "hot-reload.serviceAccount" -}}
{{ .Values.serviceAccount.name | default (include "hot-reload.name" .) }}
{{- end }}

{{- /* Name, namespace and labels: what the metadata of an object of the namespace begins with. */}}
{{- define "hot-reload.metadata" -}}
name: {{ include "hot-reload.name" . }}
namespace: {{ include "hot-reload.namespace" . }}
labels:
  {{- include "hot-reload.labels" . | nindent 2 }}
{{- end }}

{{- define "hot-reload.labels" -}}
{{- $labels := dict
  "app.kubernetes.io/name" "prometheus-hot-reload"
  "app.kubernetes.io/part-of" "prometheus-hot-reload"
  "app.kubernetes.io/instance" .Release.Name
  "app.kubernetes.io/version" .Chart.AppVersion
  "app.kubernetes.io/managed-by" .Release.Service
  "helm.sh/chart" (printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_") }}
{{- mergeOverwrite (dict) (.Values.commonLabels | default dict) $labels | toYaml }}
{{- end }}

{{- /*
The labels by which Deployment and Service find the pods. The selector of a Deployment cannot change, and that of
hot-reload was made by a version of the chart that knew no other name.
*/}}
{{- define "hot-reload.selector" -}}
app.kubernetes.io/name: prometheus-hot-reload
{{- if ne (include "hot-reload.name" .) "hot-reload" }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}
{{- end }}
