{{- /* The Service as API servers call it; takes the root and a path. */}}
{{- define "hot-reload.client-config" -}}
service:
  name: {{ include "hot-reload.name" .root }}
  namespace: {{ include "hot-reload.namespace" .root }}
  path: {{ .path }}
  port: 443
{{- with .root.Values.tls.caBundle }}
caBundle: {{ b64enc . }}
{{- end }}
{{- end }}

{{- define "hot-reload.namespace-selector" -}}
matchExpressions:
  - key: kubernetes.io/metadata.name
    operator: NotIn
    values: [kube-system, kube-public, kube-node-lease, {{ include "hot-reload.namespace" . }}]
  - key: prometheus-hot-reload/mode
    operator: NotIn
    values: ["off"]
  # AKS adds the next two to every webhook. Here from the start, they cause no difference for Helm and Argo CD.
  - key: control-plane
    operator: NotIn
    values: ["true"]
  - key: kubernetes.azure.com/managedby
    operator: NotIn
    values: [aks]
  {{- with .Values.namespaceSelector.matchExpressions }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- with .Values.namespaceSelector.matchLabels }}
matchLabels:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{- /* Annotations of the registration: what cert-manager and AKS look for, and those of the values. */}}
{{- define "hot-reload.registration-annotations" -}}
{{- $annotations := dict }}
{{- if eq .Values.tls.mode "cert-manager" }}
{{- $from := printf "%s/%s-tls" (include "hot-reload.namespace" .) (include "hot-reload.name" .) }}
{{- $_ := set $annotations "cert-manager.io/inject-ca-from" $from }}
{{- end }}
{{- if eq .Values.platform "aks" }}
{{- $_ := set $annotations "admissions.enforcer/disabled" "true" }}
{{- end }}
{{- with mergeOverwrite $annotations (.Values.registration.annotations | default dict) }}
{{- toYaml . }}
{{- end }}
{{- end }}

{{- /* "true" if a label selector asks for a label, so that most objects do not match it; otherwise nothing. */}}
{{- define "hot-reload.asks-for-a-label" -}}
{{- $asks := not (empty .matchLabels) }}
{{- range .matchExpressions }}
{{- /* Each namespace has the label of its name. */}}
{{- $everywhere := and (eq .operator "Exists") (eq .key "kubernetes.io/metadata.name") }}
{{- $asks = or $asks (and (has .operator (list "In" "Exists")) (not $everywhere)) }}
{{- end }}
{{- if $asks }}true{{ end }}
{{- end }}
